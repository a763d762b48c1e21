import { defineCommand } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';
import { PIPELINE_PATH } from '../../paths.ts';
import { VIEW_KEYS } from '../../views/view-keys.ts';

export const pipelineViewCommand = (place: number): string => `pipeline.view${place + 1}`;

/** What can be done with the deals of a pipeline, on the board and in the list. */
export const PIPELINE_COMMANDS: readonly Command[] = [
  defineCommand({ id: 'go.pipeline', titleKey: 'board:title', section: 'go', keys: ['G P'], run: ({ goTo }) => goTo(PIPELINE_PATH) }),
  defineCommand({ id: 'pipeline.open', titleKey: 'board:open', section: 'list', keys: ['Enter'] }),
  defineCommand({ id: 'pipeline.peek', titleKey: 'board:peek', section: 'list', keys: ['Space'] }),
  defineCommand({ id: 'pipeline.moveTo', titleKey: 'board:moveTo', section: 'list', keys: ['S'] }),
  defineCommand({ id: 'pipeline.moveRight', titleKey: 'board:moveRight', section: 'list', keys: ['Shift+ArrowRight'] }),
  defineCommand({ id: 'pipeline.moveLeft', titleKey: 'board:moveLeft', section: 'list', keys: ['Shift+ArrowLeft'] }),
  defineCommand({ id: 'pipeline.moveUp', titleKey: 'board:moveUp', section: 'list', keys: ['Shift+ArrowUp'] }),
  defineCommand({ id: 'pipeline.moveDown', titleKey: 'board:moveDown', section: 'list', keys: ['Shift+ArrowDown'] }),
  defineCommand({ id: 'pipeline.won', titleKey: 'board:markWon', section: 'list', keys: ['W'] }),
  defineCommand({ id: 'pipeline.lost', titleKey: 'board:markLost', section: 'list', keys: ['O'] }),
  defineCommand({ id: 'pipeline.assign', titleKey: 'board:assign', section: 'list', keys: ['A'] }),
  defineCommand({ id: 'pipeline.tag', titleKey: 'board:tag', section: 'list', keys: ['#', 'Shift+T'] }),
  defineCommand({ id: 'pipeline.remove', titleKey: 'board:remove', section: 'list', keys: ['Delete'] }),
  defineCommand({ id: 'pipeline.collapse', titleKey: 'board:collapse', section: 'list' }),
  defineCommand({ id: 'pipeline.board', titleKey: 'board:showBoard', section: 'list' }),
  defineCommand({ id: 'pipeline.list', titleKey: 'board:showList', section: 'list' }),
  defineCommand({ id: 'pipeline.find', titleKey: 'board:find', section: 'list', keys: ['Mod+F'] }),
  defineCommand({ id: 'pipeline.filter', titleKey: 'contacts:filter', section: 'list', keys: ['F'] }),
  defineCommand({ id: 'pipeline.clearLastFilter', titleKey: 'contacts:clearLastFilter', section: 'list', keys: ['Shift+F'] }),
  defineCommand({ id: 'pipeline.export', titleKey: 'board:exportShown', section: 'list' }),
  defineCommand({ id: 'pipeline.saveView', titleKey: 'contacts:saveView', section: 'list' }),
  ...Array.from({ length: VIEW_KEYS }, (_, place) =>
    defineCommand({ id: pipelineViewCommand(place), titleKey: `contacts:view${place + 1}` as 'contacts:view1', section: 'list', keys: [`Mod+${place + 1}`] }),
  ),
];
