/** What monitoring cannot see, said where it is relied on. */
export const enLimits: readonly string[] = [
  "It sees only what goes through Tresor. What a client does with an answer, and what other programs on this machine send, it does not see.",
  "Answers go to whoever asked. Where Tresor is open to other machines, they leave this one over that network, to clients with a key; from which address a request came is not recorded.",
  "Sockets are looked at every few seconds: a sample that can miss short connections. The evidence is the barrier, the observation is its receipt.",
  "Between two probes of a seal it is concluded, not seen, that it held.",
  "Services of the operating system, such as time, name resolution or the checking of signatures, are not part of Tresor.",
  "The barrier stops faults and ordinary code. Against an attacker with administrator rights on this machine it does not help.",
  "Who holds the signing key can write another past. Only an anchor kept elsewhere shows that this has not happened, and only up to that anchor.",
  "Requests that were turned away before they reached a model, such as those with a wrong key or for a model that is not there, are not in the ledger.",
  "The content of prompts and answers is not recorded and cannot be checked here.",
  "Times are those of this machine's clock.",
];
