import { describe, expect, it } from 'vitest';
import { outcomeIn } from '../../../core/import/deal-outcome.ts';
import { mapDealColumns } from '../../../core/import/map-deal-columns.ts';
import { recognise } from '../../../core/import/recognise.ts';

const headersIn = (line: string) => line.split(line.includes(';') ? ';' : ',');
const kindOf = (line: string) => {
  const found = recognise(headersIn(line), []);
  return found.kind === 'deals' ? found.program : found.kind;
};
const targets = (line: string, rows: string[][] = []) => {
  const found = recognise(headersIn(line), rows);
  if (found.kind !== 'deals') throw new Error(`not deals but ${found.kind}`);
  return mapDealColumns(headersIn(line), rows, found.program).map(({ target }) => target.replace('deal.', ''));
};

describe('files of deals', () => {
  it.each([
    ['Record ID,Deal Name,Deal Stage,Amount', 'hubspot-deals'],
    ['Deal - Title,Person - Name,Person - Email - Work,Organization - Name', 'pipedrive-deals'],
    ['Obchod - Název,Obchod - Hodnota', 'pipedrive-deals'],
    ['Name,Party,Milestone,Value,Expected Close Date', 'capsule-opportunities'],
    ['Kith deal ID,Title', 'kith-deals'],
    ['Titel;Wert;Phase;Kunde;E-Mail', 'deals'],
    ['Vorgang;Betrag', 'deals'],
    ['Affaire;Montant;Étape;Date de clôture', 'deals'],
    ['Oportunidad;Importe;Etapa;Fecha de cierre', 'deals'],
    ['Title,Value,Stage,Contact,Email', 'deals'],
  ])('are told apart by %s', (line, program) => {
    expect(kindOf(line)).toBe(program);
  });

  it.each([
    'First Name,Last Name,Email,Deal Amount,Stage',
    'Name,Email,Phone,Stage,Value',
    'Record ID,First Name,Last Name,Email,Lifecycle Stage',
    'Person - Name,Person - Email - Work,Person - Open deals',
    'Vorname;Nachname;E-Mail;Phase;Wert',
  ])('are not those of people: %s', (line) => {
    expect(kindOf(line)).toBe('contacts');
  });

  it('have their columns mapped in five languages', () => {
    expect(targets('Titel;Kunde;Firma;Wert;Währung;Phase;Wahrscheinlichkeit;Abschlussdatum;Zuständig;Quelle;Bemerkung;Gewonnen am;Verlustgrund')).toEqual(
      ['title', 'contact', 'organisation', 'value', 'currency', 'stage', 'probability', 'when', 'owner', 'source', 'notes', 'wonAt', 'reason']);
    expect(targets('Affaire;Contact;Société;Montant;Devise;Étape;Probabilité;Date de clôture prévue;Responsable;Statut;Motif de perte')).toEqual(
      ['title', 'contact', 'organisation', 'value', 'currency', 'stage', 'probability', 'when', 'owner', 'status', 'reason']);
    expect(targets('Oportunidad;Contacto;Empresa;Importe;Moneda;Etapa;Probabilidad;Fecha de cierre;Propietario;Fuente;Notas')).toEqual(
      ['title', 'contact', 'organisation', 'value', 'currency', 'stage', 'probability', 'when', 'owner', 'source', 'notes']);
    expect(targets('Obchod - Název,Obchod - Hodnota,Obchod - Měna,Obchod - Fáze,Obchod - Stav,Osoba - Jméno,Osoba - E-mail - Práce,Organizace - Název,Obchod - Vlastník')).toEqual(
      ['title', 'value', 'currency', 'stage', 'status', 'contact', 'contactEmail', 'organisation', 'owner']);
    expect(targets('Deal - Pipedrive System ID,Deal - Title,Deal - Stage (pipeline),Organization,Contact person,Deal - Creation date,Deal - Closed on')).toEqual(
      ['id', 'title', 'stage', 'organisation', 'contact', 'createdAt', 'closedAt']);
  });

  it('have a status that is the stage where it says more than open and closed', () => {
    expect(targets('Deal,Value,Status', [['a', '1', 'Talks'], ['b', '2', 'Offer'], ['c', '3', 'won']])).toEqual(['title', 'value', 'stage']);
    expect(targets('Deal,Value,Status', [['a', '1', 'open'], ['b', '2', 'lost']])).toEqual(['title', 'value', 'status']);
  });
});

describe('a word of a file', () => {
  it.each([['Closed Won', 'won'], ['closedwon', 'won'], ['Gewonnen', 'won'], ['gagnée', 'won'], ['Closed-Lost', 'lost'], ['verloren', 'lost'], ['Perdido', 'lost'], ['Offen', 'open'], ['Won back', undefined], ['Lost and found', undefined], ['', undefined]])('%s', (word, outcome) => {
    expect(outcomeIn(word)).toBe(outcome);
  });
});
