/** The words of the buttons, in the language of the person. */
export interface RichTextLabels {
  toolbar: string;
  heading1: string;
  heading2: string;
  heading3: string;
  bold: string;
  italic: string;
  strike: string;
  code: string;
  bulletList: string;
  orderedList: string;
  checkList: string;
  quote: string;
  codeBlock: string;
  link: string;
  /** Of the field for the address of a link. */
  linkAddress: string;
  /** Said when what was typed is no address that may be opened. */
  linkInvalid: string;
  linkApply: string;
  linkRemove: string;
}
