/** A weight matrix: one row for each output, in the order of the file. */
export class Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;

  constructor(rows: number, columns: number) {
    this.rows = rows;
    this.columns = columns;
    this.values = new Float32Array(rows * columns);
  }

  add(row: number, column: number, value: number): void {
    this.values[row * this.columns + column] = (this.values[row * this.columns + column] ?? 0) + value;
  }

  row(row: number): Float32Array {
    return this.values.subarray(row * this.columns, (row + 1) * this.columns);
  }

  bytes(): Buffer {
    return Buffer.from(this.values.buffer);
  }
}
