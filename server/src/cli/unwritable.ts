/** A reason not to write a file, in words that follow a colon. */
export class Unwritable extends Error {}

/** The reason in words for what the file system, or `Unwritable`, says. */
export function whyUnwritable(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  return reasons[code] ?? error.message;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder",
  ENOTDIR: "there is no such folder",
  EISDIR: "it is a folder",
  EACCES: "writing it is not permitted",
  EPERM: "writing it is not permitted",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
};
