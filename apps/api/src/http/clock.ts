/** The time of the server: the only time that counts (R7). A parameter, so that tests decide it. */
export type Clock = () => Date;
