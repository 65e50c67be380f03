import type { Messages } from '../en';

const ticket = 'Envíe una solicitud de soporte; ya incluye el historial de este intento.';
const otherCard = 'Agregue otra tarjeta de crédito.';
const fromOurSide = 'Ya lo sabemos. Agregue la tarjeta de nuevo más tarde.';
const inMinutes = 'Agregue la tarjeta de nuevo en unos minutos.';
const callBank = 'Llame al número del reverso de su tarjeta o agregue otra tarjeta de crédito.';
const bankPage = 'Agregue la tarjeta de nuevo y termine los pasos en la página de su banco.';

export const results: Messages['results'] = {
  'contact-review': {
    sentence: 'Tenemos que revisar sus datos de contacto antes de agregar una tarjeta.',
    next: ticket,
  },
  'card-review': { sentence: 'Tenemos que revisar esta tarjeta antes de agregarla.', next: ticket },
  'not-a-credit-card': {
    sentence: 'No es una tarjeta de crédito. Solo se pueden agregar tarjetas de crédito.',
    next: otherCard,
  },
  'system-error': {
    sentence: 'Algo falló de nuestro lado o en el camino al banco. Su tarjeta no fue rechazada.',
    next: 'Agregue la tarjeta de nuevo en unos minutos. Si vuelve a ocurrir, envíe una solicitud de soporte.',
  },
  'data-wrong-or-too-many-tries': {
    sentence: 'Algún dato de la tarjeta era incorrecto o la tarjeta se intentó demasiadas veces.',
    next: 'Compruebe número, fecha y código de seguridad, y agregue la tarjeta de nuevo mañana.',
  },
  'no-credit-or-frozen': {
    sentence: 'La tarjeta no tiene crédito disponible o está bloqueada.',
    next: 'Pregunte a su banco o agregue otra tarjeta de crédito.',
  },
  'card-on-another-account': {
    sentence: 'Esta tarjeta ya está registrada en otra cuenta. Una tarjeta pertenece a una sola cuenta.',
    next: 'Agregue otra tarjeta de crédito o elimine primero esta de la otra cuenta.',
  },
  'issued-in-other-country': {
    sentence: 'Esta tarjeta se emitió en un país distinto al de su cuenta.',
    next: 'Agregue una tarjeta de crédito emitida en su país o región.',
  },
  'network-not-supported': {
    sentence: 'No se pueden agregar tarjetas de esta red. Visa y Mastercard sí.',
    next: 'Agregue una tarjeta de crédito Visa o Mastercard.',
  },
  'prepaid-or-virtual': { sentence: 'No se pueden agregar tarjetas prepago ni virtuales.', next: otherCard },
  'duplicate-on-account': {
    sentence: 'Esta tarjeta ya está registrada en su cuenta.',
    next: 'No tiene que hacer nada: puede usarla. Para cambiar la fecha de vencimiento, edite la tarjeta.',
  },
  'expiry-in-past': {
    sentence: 'La tarjeta ha vencido.',
    next: 'Compruebe la fecha de vencimiento o agregue otra tarjeta de crédito.',
  },
  'number-invalid': {
    sentence: 'No existe ninguna tarjeta con este número.',
    next: 'Compruebe el número y agregue la tarjeta de nuevo.',
  },
  'id-invalid': {
    sentence: 'No se aceptó el número de identificación.',
    next: 'Compruebe el tipo y el número, y agregue la tarjeta de nuevo.',
  },
  'hold-declined': {
    sentence: 'El banco rechazó el dólar que comprueba la tarjeta.',
    next: 'Pregunte a su banco o agregue otra tarjeta de crédito.',
  },
  'hold-result-unknown': {
    sentence: 'El banco aún no ha respondido. Seguimos preguntando y lo retenido se le devuelve.',
    next: 'Espere a que este intento se resuelva y agregue la tarjeta de nuevo.',
  },
  'bank-page-cancelled': {
    sentence: 'El intento se canceló antes de que el banco confirmara que era usted.',
    next: bankPage,
  },
  'bank-page-timed-out': {
    sentence: 'El banco no confirmó a tiempo que era usted.',
    next: 'Agregue la tarjeta de nuevo y termine los pasos en la página de su banco en menos de 15 minutos.',
  },
  'bank-rejected': {
    sentence: 'El banco no pudo confirmar que era usted.',
    next: 'Pregunte a su banco por la confirmación en línea o agregue otra tarjeta de crédito.',
  },
  'session-expired': {
    sentence: 'No se envió ninguna tarjeta en un día, así que este intento se cerró.',
    next: 'Agregue la tarjeta de nuevo. Los pasos que terminó se conservan.',
  },
  'risk-blocked': { sentence: 'Este intento se detuvo para protegerle.', next: ticket },
  'hold-release-late': {
    sentence: 'La tarjeta está bien, pero el dólar tarda más de lo habitual en volver.',
    next: 'No tiene que hacer nada: seguimos devolviéndolo hasta que su banco lo confirme.',
  },
  'card-removed-meanwhile': {
    sentence: 'La tarjeta se eliminó mientras se comprobaba su nueva fecha.',
    next: 'Agregue la tarjeta de nuevo.',
  },
  'cancelled-by-us': {
    sentence: 'Nosotros terminamos este intento. Su tarjeta no fue rechazada y lo retenido vuelve a usted.',
    next: 'Agregue la tarjeta de nuevo o envíe una solicitud de soporte para saber el motivo.',
  },
};

export const declines: Messages['declines'] = {
  approved: { sentence: 'La tarjeta fue aprobada.', next: 'No tiene que hacer nada.' },
  'part-approved': {
    sentence: 'Solo se aprobó una parte y no se cobró nada.',
    next: 'Libere crédito en la tarjeta o agregue otra tarjeta de crédito.',
  },
  'call-the-bank': {
    sentence: 'Su banco quiere que le llame.',
    next: 'Llame a su banco y agregue la tarjeta de nuevo.',
  },
  'our-set-up': { sentence: 'Se rechazó nuestra propia configuración. Su tarjeta está bien.', next: fromOurSide },
  refused: { sentence: 'El banco rechazó la tarjeta.', next: otherCard },
  'no-reason': { sentence: 'El banco rechazó la tarjeta sin dar un motivo.', next: callBank },
  'not-allowed-kind': {
    sentence: 'La tarjeta no admite este tipo de pago.',
    next: 'Pida a su banco que permita pagos en línea o agregue otra tarjeta de crédito.',
  },
  'amount-refused': { sentence: 'El banco rechazó el importe. Su tarjeta está bien.', next: fromOurSide },
  'number-unknown': {
    sentence: 'El banco no conoce este número de tarjeta.',
    next: 'Compruebe el número de la tarjeta o agregue otra tarjeta de crédito.',
  },
  'bank-system-error': { sentence: 'El sistema del banco tuvo un error.', next: inMinutes },
  'account-closed': { sentence: 'La cuenta de la tarjeta está cerrada.', next: otherCard },
  'balance-insufficient': {
    sentence: 'El saldo de la tarjeta es insuficiente.',
    next: 'Libere crédito y agregue la tarjeta de nuevo, o agregue otra tarjeta de crédito.',
  },
  expired: {
    sentence: 'La tarjeta ha vencido o su fecha es incorrecta.',
    next: 'Compruebe la fecha de vencimiento y agregue la tarjeta de nuevo.',
  },
  security: { sentence: 'El banco lo rechazó por seguridad.', next: callBank },
  'over-limit': {
    sentence: 'Supera el límite de la tarjeta.',
    next: 'Inténtelo mañana, pida a su banco que suba el límite o agregue otra tarjeta de crédito.',
  },
  restricted: {
    sentence: 'La tarjeta está restringida o aún no está activada.',
    next: 'Active la tarjeta con su banco y agréguela de nuevo.',
  },
  'confirmation-needed': { sentence: 'El banco necesita que confirme que es usted.', next: bankPage },
  'too-many-tries': {
    sentence: 'Hubo demasiados intentos fallidos.',
    next: 'Inténtelo mañana o agregue otra tarjeta de crédito.',
  },
  'security-code-wrong': {
    sentence: 'El código de seguridad es incorrecto.',
    next: 'Compruebe los tres o cuatro dígitos de su tarjeta y agréguela de nuevo.',
  },
  'bank-unreachable': { sentence: 'No se puede contactar con el banco.', next: inMinutes },
  'not-allowed-by-law': { sentence: 'La ley no permite este pago.', next: otherCard },
  'already-sent': {
    sentence: 'Esto ya se envió al banco.',
    next: 'No tiene que hacer nada: averiguamos qué pasó.',
  },
  'payments-stopped': {
    sentence: 'Usted pidió a su banco que detuviera estos pagos.',
    next: 'Pida a su banco que los permita de nuevo o agregue otra tarjeta de crédito.',
  },
};
