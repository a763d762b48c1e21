import { useEffect, useRef, useState } from 'react';
import type { ContactDetail } from '../../../../core/api/contacts.ts';
import type { PartName } from '../../../../core/contacts.ts';
import type { Field } from '../../../../core/fields.ts';
import type { Id } from '../../../../core/ids.ts';
import { useApiQuery } from '../../../api.ts';
import { useEdits } from '../edits.ts';
import { useKeepFocus } from '../../../record/keep-focus.ts';
import { AddFieldMenu } from './add-field-menu.tsx';
import type { Adding } from './add-field-menu.tsx';
import { AddressRow, NewAddressRow } from './address-row.tsx';
import { RolesRow, TagsRow } from './chips-row.tsx';
import { ConflictChoices } from './conflict-choices.tsx';
import { CustomRow } from '../../../record/custom-rows.tsx';
import { editOf } from '../../../record/field-row.tsx';
import { NewFieldDialog } from './new-field-dialog.tsx';
import { hasOwnValue, OWN_FIELDS, OwnRow } from './own-rows.tsx';
import { OwnLabelDialog } from './own-label-dialog.tsx';
import { LinePartRow, NewLinePartRow } from './part-rows.tsx';
import type { LinePart } from './part-rows.tsx';

export interface ProfileProps {
  contact: ContactDetail;
  isReadOnly: boolean;
  isTagging: boolean;
  onTaggingChange: (isTagging: boolean) => void;
  onCall: (number: string) => void;
  onMail: (address: string) => void;
}

/** What is known about a contact, each value edited where it stands. Only what is there is shown; the menu at the end has the rest. */
export function Profile({ contact, isReadOnly, isTagging, onTaggingChange, onCall, onMail }: ProfileProps) {
  const edits = useEdits(contact);
  const pane = useRef<HTMLDivElement>(null);
  useKeepFocus(pane);
  const [adding, setAdding] = useState<Adding | null>(null);
  const [isMakingField, setMakingField] = useState(false);
  const [labelling, setLabelling] = useState<{ part: PartName; id: Id; label: string } | null>(null);
  const [isChoosingRoles, setChoosingRoles] = useState(false);
  const focusRow = useFocusWhenThere(pane);
  const { data: fields } = useApiQuery('fields.list', undefined);
  const ownFields = (fields ?? []).filter((field) => belongsTo(field, contact) && (!field.retired || contact.custom[field.id] !== undefined));

  const stopAdding = () => setAdding(null);
  const lines = (part: LinePart) =>
    contact[part].map((row) => (
      <div key={row.id} data-row={row.id}>
        <LinePartRow contact={contact} part={part} row={row} isReadOnly={isReadOnly} onCall={onCall} onMail={onMail} onOtherLabel={(name, id, label) => setLabelling({ part: name, id, label })} />
      </div>
    ));
  const added = (part: LinePart) =>
    adding?.kind === 'part' &&
    adding.part === part && (
      <NewLinePartRow
        contact={contact}
        part={part}
        linkKind={adding.linkKind}
        onDone={(id) => {
          stopAdding();
          if (id) focusRow(id);
        }}
      />
    );
  const own = OWN_FIELDS.filter((field) => hasOwnValue(contact, field) || (adding?.kind === 'own' && adding.field === field));
  const showsTags = contact.tags.length > 0 || isTagging;
  const showsRoles = contact.roles.length > 0 || isChoosingRoles;
  const custom = ownFields.filter(({ id }) => contact.custom[id] !== undefined || (adding?.kind === 'custom' && adding.fieldId === id));
  const hasSecondGroup = showsTags || showsRoles || contact.facts.length > 0 || custom.length > 0 || (adding?.kind === 'part' && adding.part === 'facts');

  return (
    <div ref={pane} tabIndex={-1} className="ring-own flex flex-col">
      <ConflictChoices contact={contact} />
      {lines('emails')}
      {added('emails')}
      {lines('phones')}
      {added('phones')}
      {contact.addresses.map((row) => (
        <div key={row.id} data-row={row.id}>
          <AddressRow contact={contact} row={row} isReadOnly={isReadOnly} onOtherLabel={(part, id, label) => setLabelling({ part, id, label })} />
        </div>
      ))}
      {adding?.kind === 'address' && (
        <NewAddressRow
          contact={contact}
          onDone={(id) => {
            stopAdding();
            if (id) focusRow(id);
          }}
        />
      )}
      {lines('links')}
      {added('links')}
      {own.map((field) => <OwnRow key={field} contact={contact} field={field} isReadOnly={isReadOnly} {...startOf(adding?.kind === 'own' && adding.field === field, stopAdding)} />)}
      {lines('dates')}
      {added('dates')}
      {hasSecondGroup && (
        <div className="mt-2 flex flex-col border-t border-border pt-2">
          {showsTags && <TagsRow contact={contact} isReadOnly={isReadOnly} isOpen={isTagging} onOpenChange={onTaggingChange} />}
          {showsRoles && <RolesRow contact={contact} isReadOnly={isReadOnly} isOpen={isChoosingRoles} onOpenChange={setChoosingRoles} />}
          {lines('facts')}
          {added('facts')}
          {custom.map((field) => (
            <CustomRow
              key={field.id}
              field={field}
              value={contact.custom[field.id]}
              onSave={(value) => edits.setCustom(field.id, value)}
              isReadOnly={isReadOnly || field.retired}
              {...startOf(adding?.kind === 'custom' && adding.fieldId === field.id, stopAdding)}
            />
          ))}
        </div>
      )}
      {!isReadOnly && (
        <AddFieldMenu
          contact={contact}
          fields={ownFields.filter(({ retired }) => !retired)}
          onNewField={() => setMakingField(true)}
          onAdd={(next) => {
            if (next.kind === 'tags') onTaggingChange(true);
            else if (next.kind === 'roles') setChoosingRoles(true);
            else setAdding(next);
          }}
        />
      )}
      <NewFieldDialog
        isOpen={isMakingField}
        kind={contact.kind}
        onClose={() => setMakingField(false)}
        onCreated={(fieldId) => {
          setMakingField(false);
          setAdding({ kind: 'custom', fieldId });
        }}
      />
      {labelling && (
        <OwnLabelDialog
          start={labelling.label}
          onClose={() => setLabelling(null)}
          onSave={(label) => edits.updatePart(labelling.part, labelling.id, { label }, seenOf(contact, labelling.part, labelling.id))}
        />
      )}
    </div>
  );
}

const belongsTo = (field: Field, { kind }: ContactDetail) => field.record === kind || field.record === 'contact';

const seenOf = (contact: ContactDetail, part: PartName, id: Id) => contact[part].find((row) => row.id === id)?.seen ?? {};

const startOf = (isAdded: boolean, onLeave: () => void) => (isAdded ? { startsEditing: true, onLeave } : {});

/** Gives the focus to a row as soon as the page shows it: a line that was just added took the place of the empty one. */
function useFocusWhenThere(pane: React.RefObject<HTMLElement | null>): (rowId: Id) => void {
  const wanted = useRef<Id | null>(null);
  useEffect(() => {
    if (!wanted.current) return;
    const stop = editOf(pane.current?.querySelector(`[data-row="${wanted.current}"]`));
    if (!stop) return;
    wanted.current = null;
    stop.focus();
  });
  return (rowId) => {
    wanted.current = rowId;
  };
}
