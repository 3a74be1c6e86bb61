/** What became of a file that was sent. */
export type UploadResult =
  | { kind: 'kept'; uploadId: string }
  | { kind: 'tooLarge' }
  | { kind: 'forbidden' }
  | { kind: 'signedOut' }
  | { kind: 'failed' };

/** No larger file is taken. */
export const UPLOAD_BYTES_MAX = 10 * 1024 * 1024;

const TYPES: Record<string, string> = {
  csv: 'text/csv',
  txt: 'text/csv',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const typeOf = (name: string): string =>
  TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';

const RESULTS: Record<number, UploadResult['kind']> = {
  401: 'signedOut',
  403: 'forbidden',
  413: 'tooLarge',
};

/** Send a file; `onProgress` is told the part that has left, from 0 to 1. */
export function upload(file: File, onProgress: (part: number) => void): Promise<UploadResult> {
  if (file.size > UPLOAD_BYTES_MAX) return Promise.resolve({ kind: 'tooLarge' });
  return new Promise((resolve) => {
    // fetch() cannot tell how much of a body has left.
    const request = new XMLHttpRequest();
    request.open('POST', `/uploads?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('x-tributary', '1');
    request.setRequestHeader('content-type', typeOf(file.name));
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const answer = request.response as { uploadId?: string } | null;
      if (request.status === 201 && answer?.uploadId) {
        resolve({ kind: 'kept', uploadId: answer.uploadId });
      } else {
        resolve({ kind: RESULTS[request.status] ?? 'failed' } as UploadResult);
      }
    };
    request.onerror = () => {
      resolve({ kind: 'failed' });
    };
    request.send(file);
  });
}
