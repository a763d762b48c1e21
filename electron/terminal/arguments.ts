import { CallError } from '../../core/call.ts';

/** A command line, taken apart. Options that may come several times keep their order. */
export interface Arguments {
  command: string;
  positionals: string[];
  options: Map<string, string[]>;
  flags: Set<string>;
}

/** Which options a command takes: with a value, or alone. */
export interface Accepted {
  values?: readonly string[];
  flags?: readonly string[];
  positionals: readonly [least: number, most: number];
}

/** What every command takes, before its name or after. */
const EVERYWHERE: Accepted = { values: ['profile', 'passphrase-file'], flags: ['json', 'help'], positionals: [0, 99] };

/** The command line is misused: exit code 2. */
export class Misuse extends CallError {
  constructor(message: string) {
    super('misused', message);
  }
}

/** Errors: `Misuse` for an unknown command or option, a missing value, too few or too many words. */
export function readArguments(words: readonly string[], commands: Readonly<Record<string, Accepted>>): Arguments {
  const options = new Map<string, string[]>();
  const flags = new Set<string>();
  const rest: string[] = [];
  let command = '';
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (!word.startsWith('--') || word === '--') {
      if (command === '' && word !== '--') command = word;
      else if (word !== '--') rest.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = word.slice(2, equals < 0 ? undefined : equals);
    const accepted = [EVERYWHERE, ...(command === '' ? [] : [commandNamed(command, commands)])];
    if (accepted.some(({ flags: known }) => known?.includes(name))) {
      if (equals >= 0) throw new Misuse(`--${name} takes no value.`);
      flags.add(name);
    } else if (accepted.some(({ values }) => values?.includes(name))) {
      const value = equals >= 0 ? word.slice(equals + 1) : words[++i];
      if (value === undefined) throw new Misuse(`--${name} needs a value.`);
      options.set(name, [...(options.get(name) ?? []), value]);
    } else throw new Misuse(`There is no option --${name}${command === '' ? ' before a command' : ` for "${command}"`}.`);
  }
  if (command === '' && !flags.has('help')) throw new Misuse('Say what to do.');
  if (command !== '') {
    const [least, most] = commandNamed(command, commands).positionals;
    if (!flags.has('help') && (rest.length < least || rest.length > most)) throw new Misuse(`"${command}" takes ${least === most ? least : `${least} to ${most}`} words, not ${rest.length}.`);
  }
  return { command, positionals: rest, options, flags };
}

function commandNamed(command: string, commands: Readonly<Record<string, Accepted>>): Accepted {
  if (!Object.hasOwn(commands, command)) throw new Misuse(`There is no command "${command}".`);
  return commands[command]!;
}

/** The last value of an option. */
export function option({ options }: Arguments, name: string): string | undefined {
  return options.get(name)?.at(-1);
}

/** A whole number from `least` to `most`. */
export function numberOption(given: Arguments, name: string, fallback: number, least: number, most: number): number {
  const text = option(given, name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) throw new Misuse(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
  return value;
}
