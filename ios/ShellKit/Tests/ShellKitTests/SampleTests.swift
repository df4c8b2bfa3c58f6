// The samples: every screen in every look, distinguishable, complete, fit for a voice.

import App4GCore
import Foundation
import Testing

@testable import ShellKit

@Suite struct SampleTests {
  @Test func everyLookOfEveryScreenIsAnother() {
    #expect(Set(Look.allCases.map(Samples.home)).count == Look.allCases.count)
    #expect(Set(Look.allCases.map(Samples.reader)).count == Look.allCases.count)
    #expect(Set(Look.allCases.map(Samples.search)).count == Look.allCases.count)
    #expect(Set(Look.allCases.map(Samples.listings)).count == Look.allCases.count)
    #expect(Set(Look.allCases.map(Samples.settings)).count == Look.allCases.count)
    #expect(Samples.refreshingHome() != Samples.home(.ready))
  }

  @Test func whatIsThereStaysThroughEveryTrouble() {
    for look in [Look.stale, .offline, .failed] {
      #expect(Samples.home(look).content == Samples.home(.ready).content)
      #expect(Samples.home(look).status != Samples.home(.ready).status)
      #expect(Samples.reader(look).content == Samples.reader(.ready).content)
    }
    #expect(Samples.home(.loading).content == nil)
    #expect(Samples.home(.empty).content?.empty != nil)
  }

  @Test func everyRowSaysThatItIsASampleAndCanBeHeard() throws {
    let home = try #require(Samples.home(.ready).content)
    let listings = try #require(Samples.listings(.ready).content)
    let rows = home.news.rows + home.notices.rows + listings.rows.map(\.row)
    #expect(rows.count > 15)
    #expect(Set(rows.map(\.id)).count == rows.count)
    for row in rows {
      #expect(row.badges.contains { $0.text == "dữ liệu mẫu" })
      #expect(row.spoken.contains(row.title))
      #expect(row.spoken.hasPrefix("Chưa đọc") == row.isUnread)
      #expect(try parseRoute(link: routeLink(route: row.route)) == row.route)
    }
  }

  @Test func whatWasFoundIsItsTitleWithMarks() throws {
    for found in try #require(Samples.search(.ready).content).rows {
      #expect(found.title.map(\.text).joined() == found.row.title)
    }
    let first = try #require(Samples.search(.ready).content?.rows.first)
    #expect(first.title.contains { $0.style.marked && $0.text == "vườn vải" })
  }

  @Test func theRecordHasEveryKindOfBlock() throws {
    let kinds = try #require(Samples.reader(.ready).content).blocks.map { block in
      switch block {
      case .text(let role, _, _, _, _): "text \(role)"
      case .table: "table"
      case .picture: "picture"
      case .card: "card"
      case .rule: "rule"
      }
    }
    let wanted = ["text paragraph", "text heading", "text subheading", "text code", "table", "picture", "card", "rule"]
    #expect(Set(kinds) == Set(wanted))
  }

  @Test func theWordsOfTheShellAreThereInBothLanguages() {
    #expect(Strings.of("en-GB") == .en)
    #expect(Strings.of("vi-VN") == .vi)
    #expect(Strings.of("fr") == .vi)
    #expect(Strings.vi.actionRetry == "Thử lại")
    #expect(Strings.en.actionRetry != Strings.vi.actionRetry)
    #expect(Tokens.light != Tokens.dark)
    #expect(Tokens.Target.ios >= 44)
  }
}
