/** The code of the error that stands for a connection which the tripwire refused. */
export const tripwireCode = "ERR_TRESOR_TRIPWIRE";
