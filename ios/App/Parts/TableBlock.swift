// Rows and columns; a table that is wider than the page is moved sideways by itself.

import App4GCore
import ShellKit
import SwiftUI

struct TableBlock: View {
  let caption: [TextRun]
  let columns: UInt32
  let rows: [App4GCore.TableRow]
  let spoken: String
  @Environment(\.palette) private var palette

  var body: some View {
    VStack(alignment: .leading, spacing: Tokens.Space.s) {
      if !caption.isEmpty {
        Words(caption.joined(palette), Tokens.Text.small)
      }
      ScrollView(.horizontal) {
        Grid(alignment: .topLeading, horizontalSpacing: 0, verticalSpacing: 0) {
          ForEach(Array(rows.enumerated()), id: \.offset) { _, row in
            GridRow {
              ForEach(Array(row.cells.enumerated()), id: \.offset) { _, cell in
                TableCellView(cell: cell, isHeader: row.isHeader || cell.isHeading)
                  .gridCellColumns(Int(min(max(cell.columns, 1), max(columns, 1))))
              }
            }
          }
        }
      }
    }
    .accessibilityElement(children: .contain)
    .accessibilityLabel(spoken)
  }
}

private struct TableCellView: View {
  /// Points a column may have before its words wrap.
  private static let widest = 220.0

  let cell: App4GCore.TableCell
  let isHeader: Bool
  @Environment(\.palette) private var palette

  var body: some View {
    Words(cell.runs.joined(palette), isHeader ? Tokens.Text.label : Tokens.Text.body)
      .frame(maxWidth: Self.widest, alignment: .leading)
      .padding(Tokens.Space.s)
      .frame(maxWidth: .infinity, maxHeight: .infinity, alignment: .topLeading)
      .background(isHeader ? Color(token: palette.surfaceRaised) : .clear)
      .border(Color(token: palette.line))
      .accessibilityAddTraits(isHeader ? .isHeader : [])
  }
}
