// The bot's slash commands as the composer offers them. Pure: registered commands in, entries and option trees out.

const SLASH = 1;
const SUBCOMMAND = 1;
const GROUP = 2;

/** One entry per thing that can be run: `{name: 'daily setup', path: ['daily', 'setup'], description, options, command}`. */
export function entriesOf(commands) {
  return commands.filter((command) => (command.type ?? SLASH) === SLASH)
    .flatMap((command) => expand(command, [command.name], command))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function expand(node, path, command) {
  const below = (node.options ?? []).filter((option) => option.type === SUBCOMMAND || option.type === GROUP);
  if (below.length) return below.flatMap((option) => expand(option, [...path, option.name], command));
  const options = [...(node.options ?? [])].sort((a, b) => Number(b.required === true) - Number(a.required === true));
  return [{ name: path.join(' '), path, description: node.description ?? '', options, command }];
}

/** Entries for what was typed after the slash: those that begin with it, then those that hold it. */
export function findEntries(entries, typed) {
  const wanted = typed.trim().toLowerCase();
  const begins = entries.filter((entry) => entry.name.startsWith(wanted));
  const holds = entries.filter((entry) => !begins.includes(entry) && entry.name.includes(wanted));
  return [...begins, ...holds];
}

/** The body of `slash` and `autocomplete`: values nested under the subcommands of the entry. */
export function buildOptions(entry, values) {
  return entry.path.slice(1).reduceRight((options, name) => [{ name, options }], values);
}
