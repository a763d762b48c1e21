/** Whether a name is written in Chinese characters, kana or Hangul alone. */
export function isEastAsianName(name: string): boolean {
  return /^(?=.*\p{L})[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー・\s]+$/u.test(name);
}

/**
 * The parts of such a name. Words are taken as they stand, the family first; a dot stands between the parts of a
 * foreign name, the given one first. One word is split by what its script and its first characters tell: the
 * surnames of two characters, Japanese families before kana, else one character for the family.
 */
export function splitEastAsianName(name: string): { given: string; family: string; suffix: string } {
  const suffix = /(?<=.)(?:先生|女士|小姐|太太|さん|さま|様|님|씨)$/u.exec(name)?.[0] ?? '';
  const text = name.slice(0, name.length - suffix.length).trim();
  if (text.includes('・')) {
    const foreign = text.split('・').map((part) => part.trim());
    return { given: foreign.slice(0, -1).join('・'), family: foreign.at(-1)!, suffix };
  }
  const [first = '', ...rest] = text.split(' ');
  if (rest.length > 0) return { family: first, given: rest.join(' '), suffix };
  const characters = Array.from(first);
  const length = familyLength(first, characters, suffix !== '');
  return { family: characters.slice(0, length).join(''), given: characters.slice(length).join(''), suffix };
}

/** How many characters at the start of an unspaced name are the family's. */
function familyLength(name: string, characters: readonly string[], hasHonorific: boolean): number {
  const count = characters.length;
  if (hasHonorific && count <= 2) return count;
  const beforeKana = /^\p{Script=Han}+(?=[\p{Script=Hiragana}\p{Script=Katakana}])/u.exec(name);
  if (beforeKana) return Array.from(beforeKana[0]).length;
  if (count < 2 || count > 5 || !/^[\p{Script=Han}\p{Script=Hangul}]+$/u.test(name)) return 0;
  const known = [3, 2].find((length) => count > length && FAMILIES.has(characters.slice(0, length).join('')));
  if (known !== undefined && (count > 3 || !ALSO_ONE_CHARACTER.has(characters.slice(0, known).join('')))) return known;
  const isJapaneseLength = /^\p{Script=Han}+$/u.test(name) && count >= 4;
  return isJapaneseLength ? 2 : 1;
}

const FAMILIES: ReadonlySet<string> = new Set(
  [
    '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙',
    '公孫 慕容 令狐 司徒 夏侯 端木 长孙 長孫 独孤 獨孤 南宫 南宮 西门',
    '西門 宇文 轩辕 軒轅 闻人 聞人 申屠 东郭 東郭 百里 呼延',
    '佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田',
    '佐々木 山口 松本 井上 木村 斎藤 斉藤 清水 山崎 阿部 池田 橋本',
    '山下 石川 中島 前田 藤田 後藤 岡田 長谷川 石井 村上 近藤 坂本',
    '遠藤 青木 藤井 西村 福田 太田 三浦 藤原 岡本 松田 中川 中野 原田',
    '小川 竹内',
    '남궁 제갈 독고 사공 황보 선우 서문 동방',
  ].join(' ').split(' '),
);

// With one more character these are rather a family of one: 황 보라.
const ALSO_ONE_CHARACTER: ReadonlySet<string> = new Set(['황보', '선우', '서문', '동방', '东方', '東方', '百里']);
