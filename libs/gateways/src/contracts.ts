/** The suites that every adapter of a port must pass, for specs in this room and in `test/`. */
export { cardNetworkContract, type CardNetworkBench } from './card-network/contract';
export { ticketsContract, type TicketBench } from './tickets/contract';
export { velocityContract } from './velocity/contract';
export { cardChargesContract, type ChargesBench } from './card-network/charges-contract';
