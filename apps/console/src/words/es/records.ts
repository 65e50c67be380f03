import type { Messages } from '../en';

export const history: Messages['history'] = {
  title: 'Historial de tarjetas',
  lead: 'Cada intento de agregar o cambiar una tarjeta, el más reciente primero.',
  empty: 'Aún no se ha intentado nada.',
  result: 'Resultado',
  noCard: 'No se envió ninguna tarjeta',
  kindsTried: {
    'card-addition': 'Agregar una tarjeta',
    'validity-change': 'Editar la vigencia',
    'card-removal': 'Eliminar una tarjeta',
    other: 'Cambiar una tarjeta',
  },
  states: { open: 'En curso', succeeded: 'Correcto', failed: 'Fallido', abandoned: 'Cancelado' },
  goOn: 'Continuar',
  again: 'Agregar la tarjeta de nuevo',
  againFrom: (when) => `Inténtelo después del ${when}`,
  ticket: 'Enviar una solicitud de soporte',
  next: 'Siguiente paso',
  who: 'Quién puede resolverlo',
  whoCanFix: { person: 'Usted', bank: 'Su banco', us: 'Nosotros, no usted', nobody: 'Nadie por el momento' },
};

export const ticket: Messages['ticket'] = {
  title: 'Solicitud de soporte',
  text: 'El historial de este intento se adjunta solo. No contiene datos de la tarjeta ni hacen falta.',
  field: '¿Qué quiere decirnos? (opcional)',
  submit: 'Enviar',
  sent: (ticketId) => `Su solicitud ${ticketId} se ha enviado. Respondemos por correo electrónico.`,
  reference: 'Referencia',
  result: 'Resultado',
};

export const holds: Messages['holds'] = {
  title: 'Retenciones',
  lead: 'Lo que se retuvo para comprobar sus tarjetas y cómo volvió. Siempre lo liberamos; cuándo lo muestra su banco depende del banco.',
  empty: 'Nunca se ha retenido nada en sus tarjetas.',
  releasedByUs: (when) => `Liberado por nosotros el ${when}`,
  bankShowsBy: (when) => `Su banco lo muestra antes del ${when}`,
  late: (when) => `Con retraso desde el ${when}. Seguimos intentándolo.`,
  states: {
    asked: 'Pedido',
    unknown: 'Se consulta al banco',
    'page-open': 'Le espera en el banco',
    placed: 'Retenido',
    declined: 'Rechazado: no se retuvo nada',
    releasing: 'Se está liberando',
    'release-late': 'La liberación se retrasa',
    voided: 'Liberado',
    refunded: 'Reembolsado',
    'nothing-held': 'No se retuvo nada',
  },
};

export const preferences: Messages['preferences'] = {
  title: 'Preferencias',
  lead: 'Mi cuenta',
  currency: 'Moneda',
  currencyText:
    'Las facturas se emiten en esta moneda. Las ya emitidas y las retenciones pendientes conservan la suya.',
  saved: 'La moneda está guardada.',
  language: 'Idioma y apariencia',
  languageText: 'Para este navegador.',
};

export const feedback: Messages['feedback'] = {
  open: '¿Le ha resultado útil esta página?',
  yes: 'Sí',
  no: 'No',
  issues: '¿Cuáles de estos problemas ha encontrado?',
  issue: {
    'hard-to-find': 'No encontré lo que buscaba',
    'hard-to-understand': 'Es difícil de entender',
    incomplete: 'Falta algo',
    'out-of-date': 'Está desactualizada',
    wrong: 'Algo es incorrecto',
  },
  comment: 'Comentario',
  left: (characters) => (characters === 1 ? 'Queda 1 carácter' : `Quedan ${characters} caracteres`),
  ok: 'Aceptar',
  cancel: 'Cancelar',
  thanks: 'Gracias. Sus comentarios se han enviado.',
  failed: 'No se pudieron enviar los comentarios. Inténtelo más tarde.',
};
