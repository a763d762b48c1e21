import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { CallError } from '../../../core/call.ts';
import type { Field } from '../../../core/fields.ts';
import type { Pipeline } from '../../../core/pipelines.ts';
import { TEMPLATE_NAMES, TEMPLATES } from '../../../core/pipelines.ts';
import { SettingsPage } from '../../../renderer/features/settings/index.ts';
import { PipelineList } from '../../../renderer/features/settings/pipelines/pipeline-list.tsx';
import english from '../../../renderer/i18n/en/dealSettings.json';
import german from '../../../renderer/i18n/de/dealSettings.json';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';
import { NO_DEAL_SETTINGS, aPipeline, aStage } from './deal-answers.ts';

const STAMP = '0'.repeat(34);
const done = () => ({ changeId: idOf(99) });
const theStart = () => aPipeline(1, '', [aStage(11, '', { origin: '1', probability: 10 }), aStage(12, '', { origin: '2', probability: 30 })], { origin: 'start' });

async function show(pipelines: Pipeline[], answers: Answers['pipelines'] = {}, fields: Field[] = [], locale = 'en-GB'): Promise<Shown> {
  const screen = <section id="settings-pipelines" style={{ width: 680 }}><h2 tabIndex={-1}>Pipelines</h2><PipelineList /></section>;
  const shown = await showFeature(screen, { pipelines: { list: () => pipelines, ...answers }, fields: { list: () => fields } }, { locale });
  await expect.element(page.getByRole('list').first()).toBeVisible();
  return shown;
}

const lastCall = ({ calls }: Shown) => calls.at(-1);
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const press = (name: string | RegExp) => userEvent.click(button(name));
const refuse = (code: string, details?: unknown) => () => {
  throw new CallError(code, 'refused by the test', details);
};

describe('pipelines', () => {
  it('begin with one that has words, and it is renamed in place', async () => {
    const shown = await show([theStart()], { update: done });
    const name = page.getByRole('textbox', { name: 'Name of pipeline Pipeline' });
    await expect.element(name).toHaveValue('Pipeline');
    await expect.element(button(/^Enquiry/)).toBeVisible();
    await userEvent.fill(name, 'Gardens');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'pipelines.update', input: { id: idOf(1), name: 'Gardens' } });
    await expect.poll(() => shown.toasts.at(-1)).toMatchObject({ text: 'Pipeline is now “Gardens”', action: { label: 'Undo' } });
  });

  it('are put in order by key, shown at once, and the focus stays', async () => {
    const shown = await show([aPipeline(1, 'Gardens', []), aPipeline(2, 'Wholesale', []), aPipeline(3, 'Hiring', [])], { update: done });
    const up = button('Move Hiring up');
    up.element().focus();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'pipelines.update', input: { id: idOf(3), after: idOf(1) } });
    await expect.poll(() => page.getByRole('textbox').elements().map((input) => (input as HTMLInputElement).value)).toEqual(['Gardens', 'Hiring', 'Wholesale']);
    expect(shown.announced).toContain('Hiring is now 2 of 3');
    await expect.element(up).toHaveFocus();
    await userEvent.click(up);
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'pipelines.update', input: { id: idOf(3), after: null } });
    await expect.element(button('Move Hiring down')).toHaveFocus();
  });

  it('go back to their order when it could not be kept', async () => {
    const shown = await show([aPipeline(1, 'Gardens', []), aPipeline(2, 'Wholesale', [])], { update: refuse('read-only') });
    await press('Move Wholesale up');
    await expect.poll(() => shown.toasts.at(-1)?.tone).toBe('danger');
    await expect.poll(() => page.getByRole('textbox').elements().map((input) => (input as HTMLInputElement).value)).toEqual(['Gardens', 'Wholesale']);
  });

  it('with open deals are not retired: it is said how many, with the way there', async () => {
    const shown = await show([aPipeline(1, 'Gardens', [], { open: 2 }), aPipeline(2, 'Wholesale', [])], { update: refuse('pipeline-in-use', { open: 3 }) });
    await press('Retire Gardens');
    await expect.element(page.getByRole('alert').getByText('3 deals are open in “Gardens”. Close them or move them to another pipeline, then retire this one.')).toBeVisible();
    await press('Show the deals');
    expect(shown.goneTo).toEqual([`/pipeline?pipeline=${idOf(1)}`]);
  });

  it('are never all retired', async () => {
    await show([theStart()], { update: refuse('last-pipeline') });
    await press('Retire Pipeline');
    await expect.element(page.getByRole('alert')).toHaveTextContent('This is the only pipeline. Make another one, then retire this one.');
  });

  it('that are retired come back', async () => {
    const shown = await show([theStart(), aPipeline(2, 'Hiring', [], { retired: true })], { update: done });
    expect(button('Retire Hiring').query()).toBeNull();
    await press('Bring back');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'pipelines.update', input: { id: idOf(2), retired: false } });
  });

  it('come from a template with stages, numbers and checklists', async () => {
    const shown = await show([theStart()], { create: () => ({ id: idOf(2), changeId: idOf(99) }) });
    await press('New pipeline…');
    const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name' });
    await expect.element(name).toHaveValue('Services');
    await userEvent.click(page.getByRole('radio', { name: 'Projects' }));
    await expect.element(name).toHaveValue('Projects');
    await userEvent.fill(name, 'Joinery');
    await userEvent.click(page.getByRole('radio', { name: 'Wholesale' }));
    await expect.element(name).toHaveValue('Joinery');
    await press('Add pipeline');
    await expect.poll(() => lastCall(shown)?.name).toBe('pipelines.create');
    const { input } = lastCall(shown) as { input: { name: string; stages: { name: string; probability: number; colour: number; staleDays: number; steps: { text: string }[] }[] } };
    expect(input.name).toBe('Joinery');
    expect(input.stages.map(({ name: stage, probability, colour, staleDays }) => [stage, probability, colour, staleDays])).toEqual([['Prospect', 10, 0, 21], ['Samples', 30, 1, 14], ['Terms', 60, 2, 14], ['First order', 90, 3, 7]]);
    expect(input.stages[1]!.steps.map(({ text }) => text)).toEqual(['Choose what fits', 'Send samples and price list', 'Ask how they liked them']);
  });

  it('that begin empty want a name and have one stage', async () => {
    const shown = await show([theStart()], { create: () => ({ id: idOf(2), changeId: idOf(99) }) });
    await press('New pipeline…');
    await userEvent.click(page.getByRole('radio', { name: 'Empty' }));
    await press('Add pipeline');
    await expect.element(page.getByRole('alert')).toHaveTextContent('Give the pipeline a name.');
    await userEvent.fill(page.getByRole('dialog').getByRole('textbox', { name: 'Name' }), 'Mine');
    await press('Add pipeline');
    await expect.poll(() => lastCall(shown)).toMatchObject({ name: 'pipelines.create', input: { name: 'Mine', stages: [{ name: 'First stage' }] } });
  });

  it('have words for every stage of every template, with two to four steps, in both languages', () => {
    for (const words of [english, german] as Record<string, string>[]) {
      for (const template of TEMPLATE_NAMES) {
        for (const key of ['', '_hint', ...TEMPLATES[template].map((stage) => `_${stage.key}`)]) expect(words[`template_${template}${key}`], `${template}${key}`).toMatch(/\S/);
        for (const { key } of TEMPLATES[template]) expect(words[`template_${template}_${key}_steps`], `${template}_${key}`).toMatch(/^(?:\S.*\n){1,3}\S.*$/);
      }
    }
  });
});

describe('stages', () => {
  const field = (change: Partial<Field>): Field => ({ id: idOf(40), record: 'deal', name: 'Wood', type: 'text', currency: '', orderKey: 'a', retired: false, choices: [], seen: {}, ...change });

  it('say what they stand for', async () => {
    await show([aPipeline(1, 'Gardens', [aStage(11, 'Quoted', { probability: 60, staleDays: null, steps: [{ id: idOf(21), text: 'Measure' }], needs: ['amount', `field:${idOf(40)}`] })])], {}, [field({})]);
    await expect.element(button(/^Quoted/)).toHaveTextContent('Quoted60% · never stalled · 1 step · needs Value and Wood');
  });

  it('are changed in all their parts at once', async () => {
    const stage = aStage(11, 'Quoted', { steps: [{ id: idOf(21), text: 'Measure' }, { id: idOf(22), text: 'Draw' }], needs: ['amount'], seen: { name: STAMP } });
    const shown = await show([aPipeline(1, 'Gardens', [stage])], { updateStage: done }, [field({}), field({ id: idOf(41), record: 'person', name: 'Shoe size' }), field({ id: idOf(42), name: 'Old', retired: true })]);
    await press(/^Quoted/);
    const dialog = page.getByRole('dialog', { name: 'Change stage' });
    await userEvent.fill(dialog.getByRole('textbox', { name: 'Name' }), 'Offer out');
    await userEvent.fill(dialog.getByRole('textbox', { name: 'Probability in percent' }), '65 %');
    await userEvent.fill(dialog.getByRole('textbox', { name: 'Stalled after days' }), '');
    await userEvent.click(dialog.getByRole('radio', { name: 'Violet', exact: true }));
    await userEvent.click(dialog.getByRole('button', { name: 'Move Draw up' }));
    await userEvent.click(dialog.getByRole('textbox', { name: 'Step 2' }));
    await userEvent.keyboard('{Enter}Send');
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Value' }));
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Wood' }));
    expect(dialog.getByRole('checkbox', { name: 'Shoe size' }).query()).toBeNull();
    expect(dialog.getByRole('checkbox', { name: 'Old' }).query()).toBeNull();
    await press('Save');
    await expect.poll(() => lastCall(shown)).toEqual({
      name: 'pipelines.updateStage',
      input: {
        id: idOf(11),
        fields: { name: 'Offer out', probability: 65, colour: 4, staleDays: null },
        steps: [{ id: idOf(22), text: 'Draw' }, { id: idOf(21), text: 'Measure' }, { text: 'Send' }],
        needs: [`field:${idOf(40)}`],
        seen: { name: STAMP },
      },
    });
  });

  it('of the start keep their words until others are written', async () => {
    const shown = await show([theStart()], { updateStage: done });
    await press(/^Enquiry/);
    await userEvent.fill(page.getByRole('textbox', { name: 'Probability in percent' }), '15');
    await press('Save');
    await expect.poll(() => lastCall(shown)).toMatchObject({ name: 'pipelines.updateStage', input: { fields: { probability: 15, colour: 0, staleDays: 14 } } });
    expect((lastCall(shown) as { input: { fields: object } }).input.fields).not.toHaveProperty('name');
  });

  it('take only whole numbers that make sense, and say which', async () => {
    const shown = await show([theStart()]);
    await press('Add stage');
    await userEvent.fill(page.getByRole('textbox', { name: 'Probability in percent' }), '101');
    await userEvent.fill(page.getByRole('textbox', { name: 'Stalled after days' }), '0');
    await userEvent.click(page.getByRole('dialog').getByRole('button', { name: 'Add stage' }));
    await expect.poll(() => page.getByRole('alert').elements().map((alert) => alert.textContent)).toEqual(['Give the stage a name.', 'A whole number from 0 to 100.', 'A whole number from 1 to 3,650, or nothing.']);
    expect(shown.calls).toEqual([]);
  });

  it('in which deals are open are retired once it is said where they go', async () => {
    const stages = [aStage(11, 'Enquiry'), aStage(12, 'Visit'), aStage(13, 'Quoted'), aStage(14, 'Old', { retired: true })];
    const shown = await show([aPipeline(1, 'Gardens', stages)], {
      retireStage: ({ moveTo }) => {
        if (moveTo === null) throw new CallError('stage-in-use', 'no', { open: 3 });
        return { changeId: idOf(99), moved: 3 };
      },
    });
    await press('Retire Visit');
    const dialog = page.getByRole('dialog', { name: 'Retire “Visit”' });
    await expect.element(dialog.getByText(/^3 deals are open in this stage\./)).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Move its 3 open deals to Enquiry' }));
    await expect.poll(() => page.getByRole('option').elements().map((option) => option.textContent)).toEqual(['Enquiry', 'Quoted']);
    await userEvent.click(page.getByRole('option', { name: 'Quoted' }));
    await press('Move and retire');
    await expect.poll(() => lastCall(shown)).toEqual({ name: 'pipelines.retireStage', input: { id: idOf(12), moveTo: idOf(13) } });
    await expect.poll(() => shown.toasts.at(-1)).toMatchObject({ text: 'Stage “Visit” retired, 3 deals moved to “Quoted”', action: { label: 'Undo' } });
  });

  it('that are empty are retired at once, the last one never', async () => {
    const shown = await show([aPipeline(1, 'Gardens', [aStage(11, 'Enquiry'), aStage(12, 'Visit')])], { retireStage: () => ({ changeId: idOf(99), moved: 0 }) });
    await press('Retire Visit');
    await expect.poll(() => shown.toasts.at(-1)?.text).toBe('Stage “Visit” retired');
    await expect.element(button(/^Enquiry/)).toHaveFocus();
  });

  it('that are the last of a pipeline stay, and it is said why', async () => {
    await show([aPipeline(1, 'Gardens', [aStage(11, 'Enquiry')])], { retireStage: refuse('last-stage') });
    await press('Retire Enquiry');
    await expect.element(page.getByRole('alert')).toHaveTextContent('A pipeline needs a stage. Add another one, then retire this one.');
  });
});

it('are found by their words in the search of the settings, also by the name of a stage or a step', async () => {
  const quoted = aStage(11, 'Quoted', { steps: [{ id: idOf(21), text: 'Photograph the orangery' }] });
  await showFeature(<SettingsPage />, { ...NO_DEAL_SETTINGS, pipelines: { list: () => [aPipeline(1, 'Gardens', [quoted])] }, fields: { list: () => [] }, tags: { list: () => [] }, transfer: { mappings: () => [] } });
  const headings = () => page.getByRole('heading', { level: 2 }).elements().map((heading) => heading.textContent);
  for (const [words, sections] of [
    ['orangery', ['Pipelines']],
    ['checklist', ['Pipelines']],
    ['lost because', ['Reasons for won and lost']],
    ['cost', ['Products']],
    ['exchange', ['Exchange rates']],
    ['targets', ['Targets']],
  ] as const) {
    await userEvent.fill(page.getByRole('textbox', { name: 'Search settings' }), words);
    await expect.poll(headings, { message: words }).toEqual(sections);
  }
});

it('and all their dialogs are accessible', async () => {
  await show([aPipeline(1, 'Gardens', [aStage(11, 'Enquiry'), aStage(12, 'Visit', { retired: true })]), aPipeline(2, 'Hiring', [], { retired: true })]);
  const faults = async () => (await axe.run(document.body, { resultTypes: ['violations'], rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false }, 'landmark-one-main': { enabled: false }, 'target-size': { enabled: true } } })).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  await expect.poll(faults).toEqual([]);
  await press(/^Enquiry/);
  await expect.poll(faults).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await press('New pipeline…');
  await expect.poll(faults).toEqual([]);
});
