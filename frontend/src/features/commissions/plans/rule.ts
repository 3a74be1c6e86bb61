import type { TermForm } from './form';
import type { Json } from './json';
import { record, text } from './json';

/** A line and whether the rule takes it; the line as `net=1000.00, quantity=2`. */
export interface ExampleForm {
  line: string;
  expected: 'yes' | 'no';
}

const NUMBERS: readonly string[] = ['quantity', 'level', 'distance'];

/** A line as people write it, `net=1000.00, quantity=2`, as the document says it. */
function lineOf(text: string): Json {
  const line: Json = {};
  for (const each of text.split(/[,，;；]/)) {
    const [name = '', ...rest] = each.split('=');
    if (each.trim() === '') continue;
    const value = rest.join('=').trim();
    const isNumber = NUMBERS.includes(name.trim()) && /^\d{1,9}$/.test(value);
    line[name.trim()] = isNumber ? Number(value) : value;
  }
  return line;
}

/** What the document says of a special rule; nothing without one. */
export function ruleOf(form: TermForm): Json {
  const examples = form.examples
    .filter((each) => each.line.trim() !== '')
    .map((each) => ({ line: lineOf(each.line), expected: each.expected === 'yes' }));
  return {
    ...(form.where.trim() === '' ? {} : { where: form.where.trim() }),
    ...(examples.length > 0 ? { examples } : {}),
  };
}

/** An example of a document as the builder asks for it. */
export function exampleForm(example: Json): ExampleForm {
  const line = Object.entries(record(example.line));
  return {
    line: line.map(([name, value]) => `${name}=${text(value)}`).join(', '),
    expected: example.expected === true ? 'yes' : 'no',
  };
}
