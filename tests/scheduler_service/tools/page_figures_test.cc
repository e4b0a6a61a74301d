// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/page_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scheduler_service/tools/report_samples.h"

namespace jiedui::scheduler {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// The table without what is below the figures.
std::string SampleTable(const std::function<void(v1::Figure&)>& change = [](v1::Figure&) {}) {
  ReportData data = SampleData();
  change(*data.answer.report.mutable_figures(0));
  return FiguresHtml(data);
}

TEST(FiguresHtml, HasEveryFigureAsTheApiSaysIt) {
  const std::string html = SampleTable();
  EXPECT_EQ(Occurrences(html, "<tr class=\"figure"), 3);
  EXPECT_THAT(html, HasSubstr("<data value=\"3\">3</data> <span class=\"unit\"><span lang=\"zh-CN\">人</span>"));
  EXPECT_THAT(html, AllOf(HasSubstr("报到 · 累计"), HasSubstr("checked in · cumulative")));
}

TEST(FiguresHtml, SetsPartsIn) { EXPECT_EQ(Occurrences(SampleTable(), "<tr class=\"figure part\""), 1); }

TEST(FiguresHtml, ShowsTheTargetAndHowFarItIs) {
  const std::string html = SampleTable();
  EXPECT_THAT(html, AllOf(HasSubstr("<span class=\"pc\">150.0%</span>"), HasSubstr("class=\"fill\" width=\"100%\""),
                          HasSubstr("class=\"mark\" x1=\"66.67%\"")));
}

TEST(FiguresHtml, ATargetOfNothingHasNoBar) {
  const std::string html = SampleTable([](v1::Figure& figure) {
    figure.clear_parts();
    figure.mutable_target()->set_value(0);
    figure.mutable_target()->set_completion_percent("—");
  });
  EXPECT_THAT(html, AllOf(HasSubstr("<span class=\"pc\">—</span></td>"), Not(HasSubstr("class=\"bar\""))));
}

TEST(FiguresHtml, ExplainsWhyPiecesDoNotAddUp) {
  EXPECT_THAT(SampleTable(), AllOf(HasSubstr("一人参加两期"), HasSubstr("One person attended two")));
}

TEST(FiguresHtml, PutsEnteredFiguresApartWithTheirSource) {
  const std::string html = SampleTable();
  const size_t group = html.find("手工填报（附来源");
  ASSERT_NE(group, std::string::npos);
  EXPECT_LT(html.find("data-code=\"TRAINED.DOCTOR\""), group);
  EXPECT_THAT(html.substr(group), AllOf(HasSubstr("data-code=\"SALES\""), HasSubstr("达8000"),
                                        HasSubstr("reached 8000"), HasSubstr("县商务局 &lt;月报&gt;")));
}

TEST(FiguresHtml, TitlesStayText) {
  EXPECT_THAT(SampleTable([](v1::Figure& figure) { figure.set_title(kHostileName); }), Not(HasSubstr("<script")));
}

TEST(GroupedDigits, SetLongNumbersApart) {
  EXPECT_EQ(GroupedDigits("8000"), "8000");
  EXPECT_EQ(GroupedDigits("39000000"), "39,000,000");
  EXPECT_EQ(GroupedDigits("123456"), "123,456");
  EXPECT_EQ(GroupedDigits("12345.75"), "12,345.75");
  EXPECT_EQ(GroupedDigits("79.7"), "79.7");
  EXPECT_EQ(GroupedDigits("0"), "0");
}

}  // namespace
}  // namespace jiedui::scheduler
