/**
 * The address of a pay page is told once, when its link is made: whoever has it can pay.
 *
 * This tab keeps it, so that a reload or the way back from the page finds it again.
 */
const nameOf = (linkId: string): string => `tributary.payUrl.${linkId}`;

export function keepPayUrl(linkId: string, url: string): void {
  sessionStorage.setItem(nameOf(linkId), url);
}

export const payUrlOf = (linkId: string): string | null => sessionStorage.getItem(nameOf(linkId));
