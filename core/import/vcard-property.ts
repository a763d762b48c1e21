/** One property of a vCard, decoded to text; the value keeps its escapes, since only its name tells whether it has any. */
export type VcardProperty = {
  /** `item1` of `item1.EMAIL`, in lower case; empty without one. */
  readonly group: string;
  /** In capitals; empty for a line that is no property. */
  readonly name: string;
  /** What stands in TYPE, and vCard 2.1's bare words, in lower case. */
  readonly types: readonly string[];
  /** All other parameters by name in capitals. */
  readonly params: ReadonlyMap<string, string>;
  readonly value: string;
  /** What a base64 value or a `data:` address holds. */
  readonly bytes?: Uint8Array;
  /** What a `data:` address says its bytes are. */
  readonly mime?: string;
  /** The value was too long to keep. */
  readonly isCut?: boolean;
};

export type VcardVersion = '2.1' | '3.0' | '4.0';
