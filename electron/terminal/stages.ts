// Pipelines and their stages by the names that people know. Those that a profile begins with have none of their own.
import { dealWords, stageNames, stageWord } from '../../core/deal-words.ts';
import type { Id } from '../../core/ids.ts';
import type { Pipeline, Stage } from '../../core/pipelines.ts';
import { fold } from '../../core/text/fold.ts';
import { Misuse } from './arguments.ts';
import type { Session } from './session.ts';

export const pipelineWord = ({ name }: { name: string }, locale: string): string => name || dealWords(locale).pipeline;

const LOCALES = ['en', 'de'];

/** The pipeline of this name or id. Errors: `Misuse` where there is none, or more than one. */
export async function pipelineCalled(session: Session, value: string): Promise<Pipeline> {
  const all = await session.call('pipelines', 'list', undefined);
  const found = inUseFirst(all.filter(({ id, name }) => id === value || LOCALES.some((locale) => fold(pipelineWord({ name }, locale)) === fold(value.trim()))));
  if (found.length === 0) throw new Misuse(`There is no pipeline "${value}". There are ${quoted(all.map((pipeline) => pipelineWord(pipeline, session.store.locale)))}.`);
  if (found.length > 1) throw new Misuse(`${found.length} pipelines are called "${value}". Say which by its id: ${found.map(({ id }) => `pipeline=${id}`).join(' or ')}.`);
  return found[0]!;
}

/** The stage of this name or id, in this pipeline where one is named. Errors: as `pipelineCalled`. */
export async function stageCalled(session: Session, value: string, pipeline: string | undefined): Promise<Stage> {
  const { locale } = session.store;
  const all = pipeline === undefined ? await session.call('pipelines', 'list', undefined) : [await pipelineCalled(session, pipeline)];
  const places = all.flatMap((owner) => owner.stages.map((stage) => ({ owner, stage, id: stage.id, retired: owner.retired || stage.retired })));
  const found = inUseFirst(places.filter(({ id, stage }) => id === value || stageNames(stage).includes(fold(value.trim()))));
  if (found.length === 0) throw new Misuse(`There is no stage "${value}". There are ${quoted(places.filter(({ retired }) => !retired).map(({ stage }) => stageWord(stage, locale)))}.`);
  if (found.length === 1) return found[0]!.stage;
  const owners = [...new Set(found.map(({ owner }) => owner))];
  const how = owners.length > 1 && pipeline === undefined ? `in ${quoted(owners.map((owner) => pipelineWord(owner, locale)))}. Name one with --where pipeline=NAME too` : 'more than once';
  throw new Misuse(`The stage "${value}" is ${how}, or say its id: ${found.map(({ id }) => `stage=${id}`).join(' or ')}.`);
}

/** What is out of use is meant only where nothing in use is called so. */
function inUseFirst<Each extends { id: Id; retired: boolean }>(found: readonly Each[]): readonly Each[] {
  const inUse = found.filter(({ retired }) => !retired);
  return inUse.length > 0 ? inUse : found;
}

const quoted = (names: readonly string[]): string => [...new Set(names)].map((name) => `"${name}"`).join(', ');
