// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/report_csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "absl/strings/str_split.h"
#include "scheduler_service/tools/csv.h"
#include "tests/scheduler_service/tools/report_samples.h"

namespace jiedui::scheduler {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::vector<std::string> Lines(const std::string& csv) { return absl::StrSplit(csv, "\r\n", absl::SkipEmpty()); }

// How many there are: a quoted one may have commas of its own.
int Cells(const std::string& line) {
  return Occurrences(std::regex_replace(line, std::regex("\"[^\"]*\""), "quoted"), ",") + 1;
}

TEST(FiguresAsCsv, OpensAsUtf8) {
  EXPECT_THAT(FiguresAsCsv(SampleReport(), Language::kBoth), StartsWith(std::string(kByteOrderMark) + "代码,指标,"));
}

TEST(FiguresAsCsv, HasALineAFigureWithEverythingAboutIt) {
  const std::vector<std::string> lines = Lines(FiguresAsCsv(SampleReport(), Language::kChinese));
  ASSERT_EQ(lines.size(), 4);
  EXPECT_EQ(
      lines[1],
      "TRAINED,培训人数,Persons trained,3,,人,报到,累计,2,150.0,1,,2021-05-01,2021-11-15,,TRAINED-2021,一人参加两期");
  EXPECT_EQ(lines[3],
            "SALES,网络销售额,Online sales,8000,达,万元,手工填报,累计,,,,,2021-05-01,2021-11-15,县商务局 <月报>,,");
}

TEST(FiguresAsCsv, EveryLineHasAsManyCellsAsTheFirst) {
  for (const Language language : {Language::kChinese, Language::kEnglish}) {
    const std::vector<std::string> lines = Lines(FiguresAsCsv(SampleReport(), language));
    for (const std::string& line : lines) EXPECT_EQ(Cells(line), 17) << line;
  }
}

TEST(FiguresAsCsv, SpeaksEnglishWhenAsked) {
  EXPECT_THAT(FiguresAsCsv(SampleReport(), Language::kEnglish),
              HasSubstr("TRAINED,培训人数,Persons trained,3,,persons,checked in,cumulative,"));
}

TEST(RowsAsCsv, ListsThoseThatCountAndThoseThatDoNot) {
  const std::vector<std::string> lines = Lines(RowsAsCsv(SampleRows(), Language::kChinese));
  ASSERT_EQ(lines.size(), 5);
  EXPECT_EQ(lines[2],
            "2,是,,𠮷田,陵江镇卫生院,临床医生培训班,已报到,2021-10-18,,TRAINED.DOCTOR,苍卫〔2021〕12号,,"
            "pairings/p/assignments/b,pairings/p");
  EXPECT_THAT(lines[4], StartsWith("4,否,未达口径,李四,陵江镇卫生院,临床医生培训班,未报到,2021-10-18,未报到,"));
}

TEST(RowsAsCsv, ANameIsNoFormula) {
  FigureRows rows = SampleRows();
  rows.rows[0].set_display_name("=cmd|' /C calc'!A0");
  EXPECT_THAT(RowsAsCsv(rows, Language::kEnglish), HasSubstr("1,yes,,'=cmd|' /C calc'!A0,"));
}

}  // namespace
}  // namespace jiedui::scheduler
