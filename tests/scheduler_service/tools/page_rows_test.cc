// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/page_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/tools/report_samples.h"

namespace jiedui::scheduler {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string TrainedRows(const FigureRows& rows) {
  const v1::Report report = SampleReport();
  return RowsHtml(report, report.figures(0), &rows);
}

TEST(RowsHtml, ListsThoseThatCountThenTheOthers) {
  const std::string html = TrainedRows(SampleRows());
  EXPECT_EQ(Occurrences(html, "<tr><td class=\"n\">"), 4);
  EXPECT_LT(html.find("data-counted=\"yes\""), html.find("data-counted=\"no\""));
  EXPECT_THAT(html, AllOf(HasSubstr("明细 3 行，未计入 1 行"), HasSubstr("3 rows, 1 not counted")));
}

TEST(RowsHtml, SaysWhyARowDoesNotCountInBothLanguages) {
  const std::string html = TrainedRows(SampleRows());
  const std::string reason = html.substr(html.find("李四"));
  EXPECT_THAT(reason, AllOf(HasSubstr("未达口径"), HasSubstr("basis not reached"), HasSubstr("未报到")));
}

TEST(RowsHtml, NamesStayText) {
  const std::string html = TrainedRows(SampleRows());
  EXPECT_THAT(html, AllOf(Not(HasSubstr("<script")), HasSubstr("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")));
  EXPECT_THAT(html, AllOf(HasSubstr("𠮷田"), HasSubstr("阿依古丽·买买提 &quot;A&amp;B&quot;")));
}

TEST(RowsHtml, FlagsRowsThatCountForAPartToo) {
  EXPECT_THAT(TrainedRows(SampleRows()), HasSubstr("<span class=\"tag\"><span lang=\"zh-CN\">其中:医生</span>"));
}

TEST(RowsHtml, HidesTheNameOfARestrictedPerson) {
  FigureRows rows = SampleRows();
  rows.rows[1].clear_display_name();
  EXPECT_THAT(TrainedRows(rows), HasSubstr("（已限制显示）"));
  rows.rows[1].clear_person();
  EXPECT_THAT(TrainedRows(rows), HasSubstr("<code>pairings/p/assignments/b</code>"));
}

TEST(RowsHtml, SaysHowToGetTheRowsThatAreNotThere) {
  FigureRows rows = SampleRows();
  rows.counted = 75'000;
  rows.not_counted = 12;
  EXPECT_THAT(TrainedRows(rows),
              AllOf(HasSubstr("本页只列前 3 行；全部 75000 行"), HasSubstr("Only the first 1 of 12 rows"),
                    HasSubstr("<code>jiedui-report --pairing pairings/p --since 2021-05-01 --as_of 2021-11-15 "
                              "--format csv --contributors TRAINED</code>")));
  rows.scheduler = "10.0.0.1:7";
  rows.basis = v1::BASIS_CHECKED_IN;
  EXPECT_THAT(TrainedRows(rows), HasSubstr("<code>jiedui-report --scheduler 10.0.0.1:7 --pairing pairings/p "
                                           "--since 2021-05-01 --as_of 2021-11-15 --basis checked_in --format csv "
                                           "--contributors TRAINED</code>"));
}

TEST(RowsHtml, SaysThatRowsAndFigureDiffer) {
  EXPECT_THAT(TrainedRows(SampleRows()), Not(HasSubstr("warning")));
  FigureRows rows = SampleRows();
  rows.counted = 4;
  EXPECT_THAT(TrainedRows(rows), AllOf(HasSubstr("class=\"warning\""), HasSubstr("计入 4 行；上列数字为 3。")));
}

TEST(RowsHtml, HasThePairingOfEachRowOfAllPairings) {
  v1::Report report = SampleReport();
  const FigureRows rows = SampleRows();
  EXPECT_THAT(RowsHtml(report, report.figures(0), &rows), Not(HasSubstr("<td>pairings/p</td>")));
  report.set_pairing("pairings/-");
  EXPECT_THAT(RowsHtml(report, report.figures(0), &rows), HasSubstr("<td>pairings/p</td>"));
}

TEST(RowsHtml, ShowsThePiecesEvenWithoutRows) {
  const v1::Report report = SampleReport();
  EXPECT_THAT(RowsHtml(report, report.figures(0), nullptr),
              AllOf(HasSubstr("构成"), HasSubstr("临床医生培训班"), HasSubstr("<td class=\"n\">3</td>")));
  EXPECT_EQ(RowsHtml(report, report.figures(2), nullptr), "");
}

TEST(RowsHtml, LeavesOutPiecesOfOneEach) {
  v1::Report report = SampleReport();
  report.mutable_figures(0)->mutable_parts(0)->set_value(1);
  *report.mutable_figures(0)->add_parts() = report.figures(0).parts(0);
  const FigureRows rows = SampleRows();
  EXPECT_THAT(RowsHtml(report, report.figures(0), &rows), Not(HasSubstr("class=\"parts\"")));
  EXPECT_EQ(RowsHtml(report, report.figures(0), nullptr), "");
}

TEST(RowsHtml, OfAnEditionAreTheNamesThatItKeeps) {
  FigureRows rows;
  rows.figure = "TR.TALENT.PERSONS";
  rows.edition = "pairings/p/editions/e";
  rows.counted = 7;
  for (const char* name : {"pairings/p/assignments/a", "pairings/p/assignments/b"})
    rows.rows.emplace_back().set_resource(name);
  const std::string html = TrainedRows(rows);
  EXPECT_EQ(Occurrences(html, "<tr><td class=\"n\">"), 2);
  EXPECT_THAT(html, AllOf(HasSubstr("<code>pairings/p/assignments/b</code>"), HasSubstr("登记号"),
                          HasSubstr("jiedui-report --edition pairings/p/editions/e --format csv"),
                          Not(HasSubstr("as they are now")), Not(HasSubstr("Organisation"))));
}

}  // namespace
}  // namespace jiedui::scheduler
