/** Whether a name is one of the time zones that are known here, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  return formatOf(name) !== undefined;
}

/**
 * Epoch milliseconds of what clocks in a zone show, given as if it were UTC. The hour that clocks show twice is the first
 * of the two, the one they leave out is an hour later. UTC where the zone is not known.
 */
export function fromWallTime(wall: number, timeZone: string): number {
  const first = wall - offsetAt(wall - day, timeZone);
  if (first + offsetAt(first, timeZone) === wall) return first;
  return wall - offsetAt(wall - offsetAt(wall, timeZone), timeZone);
}

const day = 86_400_000;
const quarter = 900_000;

/** Milliseconds that a zone's clocks are ahead of UTC; looked up once a quarter of an hour, at which alone they are changed. */
function offsetAt(time: number, timeZone: string): number {
  const slot = Math.floor(time / quarter);
  const known = offsets.get(timeZone) ?? new Map<number, number>();
  offsets.set(timeZone, known);
  const found = known.get(slot);
  if (found !== undefined) return found;
  const offset = formattedOffset(slot * quarter, timeZone);
  if (known.size > mostKnown) known.clear();
  known.set(slot, offset);
  return offset;
}

function formattedOffset(time: number, timeZone: string): number {
  const format = formatOf(timeZone);
  if (format === undefined) return 0;
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) - time;
}

const offsets = new Map<string, Map<number, number>>();
const mostKnown = 100_000;
const formats = new Map<string, Intl.DateTimeFormat | undefined>();

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  if (!formats.has(timeZone)) formats.set(timeZone, newFormat(timeZone));
  return formats.get(timeZone);
}

function newFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return undefined;
  }
}
