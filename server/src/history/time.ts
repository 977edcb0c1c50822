import { fromWallTime } from "../quantity/time-zone.ts";

/**
 * Epoch milliseconds of ISO 8601 (without a zone: of `timeZone`, else UTC), `DD.MM.YYYY HH:mm:ss`, `YYYY-MM-DD HH:mm:ss`, epoch seconds or milliseconds; undefined
 * where the text is none of them. Written out because a date parser guesses: at months, at zones, at the 31st of June.
 */
export function parseTime(text: string, timeZone: string | undefined = undefined): number | undefined {
  const trimmed = text.trim();
  if (/^\d+(?:\.\d+)?(?:e\+?\d+)?$/i.test(trimmed)) return epochTime(Number(trimmed));
  const match = isoTime.exec(trimmed.replace(dottedDate, "$3-$2-$1"));
  if (match === null) return undefined;
  const [, year = "", month = "", day = "", hour = "0", minute = "0", second = "0", zone = ""] = match;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (!isDay(date, Number(month), Number(day)) || Number(hour) > 23 || Number(minute) > 59) return undefined;
  const seconds = Number(second);
  const offset = zoneMinutes(zone);
  if (seconds >= 61 || offset === undefined) return undefined;
  const wall = date + (Number(hour) * 60 + Number(minute) - offset) * 60_000 + Math.round(seconds * 1000);
  return zone === "" && timeZone !== undefined ? fromWallTime(wall, timeZone) : wall;
}

/** Epoch milliseconds of a number that is seconds or milliseconds; undefined beyond any calendar. */
export function epochTime(number: number): number | undefined {
  if (!(number >= 0) || number > latest) return undefined;
  return Math.round(number < secondsEnd ? number * 1000 : number);
}

/** As German and other spreadsheets write dates; the order of what has slashes would be a guess. */
const dottedDate = /^(\d\d)\.(\d\d)\.(\d{4})(?=\D|$)/;

const isoTime =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ] *(\d\d):(\d\d)(?::(\d\d(?:[.,]\d+)?))?)? *(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i;

/** Where epoch seconds end and milliseconds begin: the year 5138 as seconds, 1973 as milliseconds. */
const secondsEnd = 1e11;

/** The last millisecond a calendar has (ECMAScript's time range). */
const latest = 8.64e15;

/** The calendar carries what is too much: the 31st of June would be the 1st of July. */
function isDay(date: number, month: number, day: number): boolean {
  const calendar = new Date(date);
  return calendar.getUTCMonth() + 1 === month && calendar.getUTCDate() === day;
}

function zoneMinutes(zone: string): number | undefined {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (match === null) return 0;
  const [, sign, hours = "0", minutes = "0"] = match;
  const size = Number(hours) * 60 + Number(minutes);
  if (size > 14 * 60) return undefined;
  return sign === "-" ? -size : size;
}
