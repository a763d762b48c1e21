import { z } from 'zod';
import { Line } from './contacts.ts';
import { Id } from './ids.ts';

/** What a stage may ask for before a deal enters it: one of these, or `field:ID` of a custom field. */
export const NEEDS = ['contact', 'organisation', 'amount', 'expectedClose', 'owner', 'source', 'nextAction'] as const;
export const Need = z.union([z.enum(NEEDS), z.string().regex(/^field:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)]);
export type Need = z.infer<typeof Need>;

/** How many colours there are for stages. */
export const STAGE_COLOURS = 12;

export const StageFields = z.strictObject({
  name: Line,
  /** In percent: how likely a deal in it is won. */
  probability: z.number().int().min(0).max(100),
  colour: z.number().int().min(0).max(STAGE_COLOURS - 1),
  /** Days without a next action after which a deal counts as stalled; null for never. */
  staleDays: z.number().int().min(1).max(3_650).nullable(),
});
export type StageFields = z.infer<typeof StageFields>;

export const Steps = z.array(z.strictObject({ id: Id.optional(), text: Line.min(1) })).max(30);
export const Needs = z.array(Need).max(30);

export interface Stage extends StageFields {
  id: Id;
  /** Of the start, which of its stages: a page has the words while there is no name. */
  origin: string;
  retired: boolean;
  steps: { id: Id; text: string }[];
  needs: Need[];
  seen: Record<string, string>;
}

export interface Pipeline {
  id: Id;
  origin: string;
  name: string;
  retired: boolean;
  /** In their order, those still in use. */
  stages: Stage[];
  /** How many deals are open in it. */
  open: number;
  seen: Record<string, string>;
}

/** The stages of the pipeline that every profile begins with. A page has their words. */
export const START_STAGES: readonly Omit<StageFields, 'name'>[] = [
  { probability: 10, colour: 0, staleDays: 14 },
  { probability: 30, colour: 3, staleDays: 14 },
  { probability: 60, colour: 6, staleDays: 21 },
  { probability: 90, colour: 9, staleDays: 14 },
];

export const TEMPLATE_NAMES = ['services', 'projects', 'wholesale', 'property', 'fundraising', 'hiring'] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** Pipelines to begin from: the numbers of each stage; a page has the words. */
export const TEMPLATES: Readonly<Record<TemplateName, readonly { key: string; probability: number; staleDays: number | null }[]>> = {
  services: [
    { key: 'enquiry', probability: 10, staleDays: 7 },
    { key: 'call', probability: 30, staleDays: 10 },
    { key: 'proposal', probability: 50, staleDays: 14 },
    { key: 'agreed', probability: 90, staleDays: 14 },
  ],
  projects: [
    { key: 'enquiry', probability: 10, staleDays: 14 },
    { key: 'visit', probability: 25, staleDays: 14 },
    { key: 'quoted', probability: 50, staleDays: 21 },
    { key: 'negotiating', probability: 70, staleDays: 14 },
    { key: 'agreed', probability: 90, staleDays: 30 },
  ],
  wholesale: [
    { key: 'prospect', probability: 10, staleDays: 21 },
    { key: 'samples', probability: 30, staleDays: 14 },
    { key: 'terms', probability: 60, staleDays: 14 },
    { key: 'firstOrder', probability: 90, staleDays: 7 },
  ],
  property: [
    { key: 'enquiry', probability: 5, staleDays: 5 },
    { key: 'viewing', probability: 20, staleDays: 7 },
    { key: 'offer', probability: 50, staleDays: 5 },
    { key: 'accepted', probability: 80, staleDays: 14 },
    { key: 'contracts', probability: 95, staleDays: 21 },
  ],
  fundraising: [
    { key: 'research', probability: 5, staleDays: 30 },
    { key: 'contacted', probability: 15, staleDays: 21 },
    { key: 'asked', probability: 40, staleDays: 30 },
    { key: 'pledged', probability: 85, staleDays: 30 },
  ],
  hiring: [
    { key: 'applied', probability: 5, staleDays: 5 },
    { key: 'firstTalk', probability: 20, staleDays: 5 },
    { key: 'interview', probability: 40, staleDays: 7 },
    { key: 'offer', probability: 75, staleDays: 5 },
  ],
};

/** Why deals end, until somebody writes a list of their own: a page has the words. */
export const START_REASONS: Readonly<Record<'won' | 'lost', readonly string[]>> = {
  won: ['price', 'quality', 'relationship', 'speed'],
  lost: ['price', 'timing', 'competitor', 'noAnswer', 'noNeed'],
};
