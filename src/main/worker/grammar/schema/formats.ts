/**
 * Values of `format` as patterns of whole texts. Each is as its standard has it, save: no leap seconds; host names of at most 8 labels of 30
 * characters (63 and 253 in all cannot be counted together); e-mail and URI without non-ASCII characters and without quoted local parts.
 */
const octet = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const ipv4 = `${octet}(\\.${octet}){3}`;
const group = "[0-9a-fA-F]{1,4}";
const lastGroups = `(${group}:${group}|${ipv4})`;
const ipv6 = [
  `(${group}:){6}${lastGroups}`,
  `::(${group}:){5}${lastGroups}`,
  `(${group})?::(${group}:){4}${lastGroups}`,
  `((${group}:){0,1}${group})?::(${group}:){3}${lastGroups}`,
  `((${group}:){0,2}${group})?::(${group}:){2}${lastGroups}`,
  `((${group}:){0,3}${group})?::${group}:${lastGroups}`,
  `((${group}:){0,4}${group})?::${lastGroups}`,
  `((${group}:){0,5}${group})?::${group}`,
  `((${group}:){0,6}${group})?::`,
].join("|");

const leapYear = "(\\d\\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";
const date =
  "(\\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)|02-(0[1-9]|1\\d|2[0-8]))" +
  `|${leapYear}-02-29)`;
const time = "([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?([Zz]|[+-]([01]\\d|2[0-3]):[0-5]\\d)";

const label = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,28}[a-zA-Z0-9])?";
const atom = "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,20}";
const uriCharacter = "([a-zA-Z0-9._~!$&'()*+,;=:@-]|%[0-9a-fA-F]{2})";
const uriHost = `((${label})(\\.(${label})){0,7}|${ipv4})`;
const uriPath = `(/${uriCharacter}*)*`;
const uriTail = `(\\?(${uriCharacter}|[/?])*)?(#(${uriCharacter}|[/?])*)?`;
const duration =
  "P(\\d{1,9}W|(\\d{1,9}Y(\\d{1,9}M(\\d{1,9}D)?)?|\\d{1,9}M(\\d{1,9}D)?|\\d{1,9}D)(T(TIME))?|T(TIME))".replaceAll(
    "TIME",
    "\\d{1,9}H(\\d{1,9}M(\\d{1,9}S)?)?|\\d{1,9}M(\\d{1,9}S)?|\\d{1,9}S",
  );

export const formatPatterns: Readonly<Record<string, string>> = {
  date,
  time,
  "date-time": `${date}[Tt]${time}`,
  duration,
  uuid: "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
  email: `${atom}(\\.${atom}){0,2}@(${label}\\.){1,5}${label}`,
  ipv4,
  ipv6,
  hostname: `${label}(\\.${label}){0,7}`,
  uri: `[a-zA-Z][a-zA-Z0-9+.-]*:(//${uriHost}(:\\d{1,5})?${uriPath}|/?${uriCharacter}+${uriPath})${uriTail}`,
};

/** URIs of at most 250 characters, for schemas that limit their length: to count in the general form would take too many states. */
export const shortUriPattern =
  `[a-zA-Z][a-zA-Z0-9+.-]{0,9}://${label}(\\.${label}){0,3}(:\\d{1,5})?` + "(/[a-zA-Z0-9._~!$&'()*+,;=:@/?-]{0,100})?";

/** Notes for forms and databases, which constrain nothing. */
export const annotatingFormats: ReadonlySet<string> = new Set(["password", "binary", "textarea", "color", "markdown"]);
