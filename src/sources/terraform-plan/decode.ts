import { StringDecoder } from 'node:string_decoder';

const chunk = 1 << 20;

/** The same text as UTF-8 without a byte order mark, whatever the shell made of it (PowerShell's `>` writes UTF-16). */
export function decode(bytes: Buffer): Buffer {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return fromUtf16(bytes.subarray(2), false);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return fromUtf16(bytes.subarray(2), true);
  // Without a mark: every document begins with an ASCII character, so one of the first two bytes is zero.
  if (bytes.length >= 4 && bytes[0] !== 0 && bytes[1] === 0 && bytes[3] === 0) return fromUtf16(bytes, false);
  if (bytes.length >= 4 && bytes[0] === 0 && bytes[1] !== 0 && bytes[2] === 0) return fromUtf16(bytes, true);
  return bytes;
}

function fromUtf16(bytes: Buffer, bigEndian: boolean): Buffer {
  const even = bytes.subarray(0, bytes.length & ~1);
  const decoder = new StringDecoder('utf16le');
  const parts: Buffer[] = [];
  for (let at = 0; at < even.length; at += chunk) {
    const part = even.subarray(at, at + chunk);
    parts.push(Buffer.from(decoder.write(bigEndian ? Buffer.from(part).swap16() : part)));
  }
  parts.push(Buffer.from(decoder.end()));
  return Buffer.concat(parts);
}

/**
 * Takes off the line that setup-terraform's wrapper puts before Terraform's output (`[command]/…/terraform-bin show
 * -json tfplan`): https://github.com/hashicorp/setup-terraform/issues/42. What it puts behind is left to the reader.
 */
export function withoutWrapperLine(text: Buffer): Buffer {
  if (!text.subarray(0, 9).equals(Buffer.from('[command]'))) return text;
  const lineEnd = text.indexOf(10);
  return lineEnd === -1 ? text.subarray(text.length) : text.subarray(lineEnd + 1);
}
