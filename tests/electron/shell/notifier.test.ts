import type { NotificationConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { noticeWords } from '../../../electron/shell/notice-words.ts';
import { type NoticeAct, type Notice, systemNotifier } from '../../../electron/shell/notifier.ts';
import { type FakeNotice, fakeNotices } from '../../support/system-notices.ts';

const ASK: Notice = { id: 'ask', title: 'Ask for the plan', body: 'Ada Lovelace', isReminder: true };

function on(platform: NodeJS.Platform, locale = 'en-GB') {
  const { shown, create } = fakeNotices();
  const acts: [string, NoticeAct][] = [];
  const failures: string[] = [];
  const notifier = systemNotifier({ platform, create, buttons: () => noticeWords(locale), onAct: (id, act) => acts.push([id, act]), onFailed: (error) => failures.push(error) });
  const showOne = (notice: Notice = ASK): FakeNotice => {
    notifier.show(notice);
    return shown.at(-1)!;
  };
  return { notifier, shown, acts, failures, showOne };
}

const buttonsOf = ({ options: { actions = [] } }: FakeNotice) => actions.map(({ type, text, items }) => [type, text, ...(items ? [items] : [])]);

describe('a notice of a reminder', () => {
  it('says what and with whom, and nothing else', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      const { title, body, hasReply = false, ...rest }: NotificationConstructorOptions = on(platform).showOne().options;
      expect([title, body, hasReply, Object.keys(rest).filter((name) => name !== 'actions')], platform).toEqual(['Ask for the plan', 'Ada Lovelace', false, []]);
    }
  });

  it('has two buttons on macOS', () => {
    const { showOne, acts } = on('darwin');
    expect(buttonsOf(showOne())).toEqual([['button', 'Done'], ['button', 'Snooze: Tomorrow']]);
    showOne().act(0);
    showOne().act(1);
    expect(acts).toEqual([['ask', { kind: 'done' }], ['ask', { kind: 'snooze', to: 'tomorrow' }]]);
  });

  it('has a button and a list on Windows', () => {
    const { showOne, acts } = on('win32', 'de-CH');
    expect(buttonsOf(showOne())).toEqual([['button', 'Erledigt'], ['selection', 'Verschieben', ['Später heute', 'Morgen', 'In 3 Tagen', 'Nächste Woche']]]);
    showOne().act(0);
    for (const selection of [0, 1, 2, 3, -1]) showOne().act(1, selection);
    expect(acts.map(([, act]) => (act.kind === 'snooze' ? act.to : act.kind))).toEqual(['done', 'laterToday', 'tomorrow', 'inThreeDays', 'nextWeek', 'tomorrow']);
  });

  it('is plain on Linux, where a click opens it', () => {
    const { showOne, acts } = on('linux');
    const notice = showOne();
    expect(notice.options).toEqual({ title: 'Ask for the plan', body: 'Ada Lovelace' });
    notice.click();
    expect(acts).toEqual([['ask', { kind: 'open' }]]);
    expect(notice.isClosed).toBe(true);
  });

  it.each(['darwin', 'win32', 'linux'] as const)('goes when it is done elsewhere, and is replaced by one of the same id, on %s', (platform) => {
    const { notifier, showOne } = on(platform);
    const [first, second] = [showOne(), showOne()];
    expect([first.isClosed, second.isClosed]).toEqual([true, false]);
    notifier.close('ask');
    expect(second.isClosed).toBe(true);
  });

  it('can still be taken away from the centre of Windows, whither its end has moved it', () => {
    const { notifier, showOne } = on('win32');
    const notice = showOne();
    notice.timeOut();
    notifier.close('ask');
    expect(notice.isClosed).toBe(true);
  });

  it('that somebody closed is not closed once more', () => {
    const { notifier, showOne } = on('darwin');
    const notice = showOne();
    notice.timeOut();
    notifier.closeAll();
    expect(notice.isClosed).toBe(false);
  });

  it('that the system refuses is told of', () => {
    const { showOne, failures } = on('win32');
    showOne().fail('no centre');
    expect(failures).toEqual(['no centre']);
  });
});

it('of many at once offers no button', () => {
  for (const platform of ['darwin', 'win32', 'linux'] as const) expect(buttonsOf(on(platform).showOne({ ...ASK, isReminder: false }))).toEqual([]);
});
