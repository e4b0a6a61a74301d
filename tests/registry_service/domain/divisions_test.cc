// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/divisions.h"

#include <gmock/gmock.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/civil_date.h"
#include "tests/support/status_matchers.h"

namespace jiedui::registry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const char kHead[] = "code,name,start_date,end_date,successors,source\n";

const Divisions& Shipped() {
  static const Divisions* const kDivisions = new Divisions(ParseDivisions(ShippedDivisions()).value());
  return *kDivisions;
}

std::vector<std::string> CodesOf(const std::vector<const Division*>& divisions) {
  std::vector<std::string> codes;
  for (const Division* division : divisions) codes.push_back(division->code);
  return codes;
}

// Codes of the table that lie right below `area` on the day.
std::set<std::string> ChildrenOn(absl::string_view area, size_t digits, absl::string_view date) {
  std::set<std::string> codes;
  for (const Division& division : Shipped().All())
    if (division.code.size() == digits && absl::StartsWith(division.code, area) &&
        Shipped().Find(division.code, date) != nullptr)
      codes.insert(division.code);
  return codes;
}

struct NameCase {
  std::string code;
  std::string date;
  std::string name;  // empty = there is no such division on the day
};

class ShippedNames : public testing::TestWithParam<NameCase> {};

TEST_P(ShippedNames, HoldToTheDay) {
  const auto& [code, date, name] = GetParam();
  EXPECT_EQ(Shipped().NameOn(code, date), name) << code << " on " << date;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, ShippedNames,
    testing::Values(NameCase{"33", "2021-05-01", "浙江省"}, NameCase{"3301", "2021-05-01", "杭州市"},
                    NameCase{"330125", "1993-12-31", "余杭县"}, NameCase{"330125", "1994-01-01", ""},
                    NameCase{"339021", "1993-12-31", ""}, NameCase{"339021", "1994-01-01", "余杭市"},
                    NameCase{"339021", "1994-12-31", "余杭市"}, NameCase{"339021", "1995-01-01", ""},
                    NameCase{"330184", "1994-12-31", ""}, NameCase{"330184", "1995-01-01", "余杭市"},
                    NameCase{"330184", "2000-12-31", "余杭市"}, NameCase{"330184", "2001-01-01", ""},
                    NameCase{"330110", "2000-12-31", ""}, NameCase{"330110", "2001-01-01", "余杭区"},
                    NameCase{"330110", "2021-04-08", "余杭区"}, NameCase{"330110", "2021-04-09", "余杭区"},
                    NameCase{"330113", "2021-04-08", ""}, NameCase{"330113", "2021-04-09", "临平区"},
                    NameCase{"330110102", "2021-04-08", "塘栖镇"}, NameCase{"330110102", "2021-04-09", ""},
                    NameCase{"330113100", "2021-04-08", ""}, NameCase{"330113100", "2021-04-09", "塘栖镇"},
                    NameCase{"330110012", "2021-04-08", "仓前街道"}, NameCase{"330110012", "2021-04-09", "仓前街道"},
                    NameCase{"331022", "1993-12-31", ""}, NameCase{"331022", "1994-01-01", "三门县"},
                    NameCase{"332626", "1993-12-31", "三门县"}, NameCase{"3310", "1994-01-01", "台州市"},
                    NameCase{"51", "2021-05-01", "四川省"}, NameCase{"5108", "1984-12-31", ""},
                    NameCase{"5108", "1985-01-01", "广元市"}, NameCase{"5129", "1984-12-31", "南充地区"},
                    NameCase{"512931", "1984-12-31", "苍溪县"}, NameCase{"512931", "1985-01-01", ""},
                    NameCase{"510824", "1984-12-31", ""}, NameCase{"510824", "1985-01-01", "苍溪县"},
                    NameCase{"510802", "2006-12-31", "市中区"}, NameCase{"510802", "2007-01-01", "利州区"},
                    NameCase{"510811", "2012-12-31", "元坝区"}, NameCase{"510811", "2013-01-01", "昭化区"},
                    NameCase{"510812", "2021-05-01", "朝天区"}, NameCase{"510821", "2021-05-01", "旺苍县"},
                    NameCase{"510822", "2021-05-01", "青川县"}, NameCase{"510823", "2021-05-01", "剑阁县"},
                    NameCase{"510824100", "2021-05-01", "陵江镇"}, NameCase{"510824229", "2021-05-01", "桥溪乡"},
                    NameCase{"510824402", "2021-05-01", "苍溪县良种场"}, NameCase{"999999", "2021-05-01", ""}));

TEST(ShippedDivisions, CangxiHas25Towns6TownshipsAnd3Units) {
  const std::set<std::string> codes = ChildrenOn("510824", 9, "2021-11-15");
  const auto between = [&codes](const char* first, const char* last) {
    return std::distance(codes.lower_bound(absl::StrCat("510824", first)),
                         codes.upper_bound(absl::StrCat("510824", last)));
  };
  EXPECT_EQ(between("100", "199"), 25);
  EXPECT_EQ(between("200", "399"), 6);
  EXPECT_EQ(between("400", "599"), 3);
  EXPECT_EQ(codes.size(), 34u);
}

TEST(ShippedDivisions, YuhangGivesUpItsEightEasternUnits) {
  EXPECT_EQ(ChildrenOn("330110", 9, "2021-04-08").size(), 20u);
  EXPECT_EQ(ChildrenOn("330110", 9, "2021-04-09").size(), 12u);
  EXPECT_THAT(ChildrenOn("330113", 9, "2021-04-08"), IsEmpty());
  EXPECT_EQ(ChildrenOn("330113", 9, "2021-04-09").size(), 8u);
  EXPECT_THAT(Shipped().Find("330110", "2021-04-08")->successors, ElementsAre("330110", "330113"));
}

TEST(ShippedDivisions, EverySuccessorTakesOverOnTheNextDay) {
  for (const Division& division : Shipped().All()) {
    EXPECT_FALSE(division.source.empty()) << division.code;
    for (const std::string& successor : division.successors) {
      const std::string next_day = FormatDate(*ParseDate(division.end_date) + 1);
      const Division* taken_over = Shipped().Find(successor, next_day);
      ASSERT_NE(taken_over, nullptr) << successor << " on " << next_day;
      EXPECT_EQ(taken_over->start_date, next_day) << successor;
    }
  }
}

TEST(Divisions, AncestorsAreThoseOfTheDay) {
  EXPECT_THAT(CodesOf(Shipped().AncestorsOf("510824100", "2021-11-15")), ElementsAre("51", "5108", "510824"));
  EXPECT_THAT(CodesOf(Shipped().AncestorsOf("510824100201", "2021-11-15")),
              ElementsAre("51", "5108", "510824", "510824100"));
  EXPECT_THAT(CodesOf(Shipped().AncestorsOf("512931", "1984-12-31")), ElementsAre("51", "5129"));
  EXPECT_THAT(CodesOf(Shipped().AncestorsOf("330113100", "2021-04-08")), ElementsAre("33", "3301"));
  EXPECT_THAT(CodesOf(Shipped().AncestorsOf("330113100", "2021-04-09")), ElementsAre("33", "3301", "330113"));
  EXPECT_THAT(CodesOf(Shipped().AncestorsOf("339021", "1994-06-01")), ElementsAre("33"));
  EXPECT_THAT(Shipped().AncestorsOf("33", "2021-11-15"), IsEmpty());
  EXPECT_THAT(Shipped().AncestorsOf("", "2021-11-15"), IsEmpty());
}

TEST(Divisions, AnEmptyTableKnowsNothing) {
  EXPECT_EQ(Divisions().Find("33", "2021-11-15"), nullptr);
  EXPECT_THAT(Divisions().All(), IsEmpty());
}

TEST(Divisions, AnOperatorAddsAndPutsRight) {
  const auto changes =
      ParseDivisions(absl::StrCat(kHead, "510824100201,笋子沟村,2020-01-01,,,operator\n330110,余杭,,,,operator\n"));
  ASSERT_THAT(changes, IsOk());
  const Divisions together = Shipped().With(*changes);
  EXPECT_EQ(together.NameOn("510824100201", "2019-12-31"), "");
  EXPECT_EQ(together.NameOn("510824100201", "2020-01-01"), "笋子沟村");
  EXPECT_EQ(together.NameOn("330110", "1999-01-01"), "余杭");
  EXPECT_EQ(together.NameOn("330113", "2021-04-09"), "临平区");
  EXPECT_EQ(together.All().size(), Shipped().All().size());  // one more village, one row of 330110 instead of two
}

TEST(ParseDivisions, ReadsAFileAsWindowsSavesIt) {
  const auto divisions = ParseDivisions(
      "\xEF\xBB\xBF# by hand\r\ncode,name,start_date,end_date,successors,source\r\n\r\n"
      " 11 , 甲 ,,2000-12-31,22|33, S \r\n22,乙,2001-01-01,,,S\r\n");
  ASSERT_THAT(divisions, IsOk());
  ASSERT_EQ(divisions->All().size(), 2u);
  const Division& first = divisions->All()[0];
  EXPECT_EQ(first.code, "11");
  EXPECT_EQ(first.name, "甲");
  EXPECT_EQ(first.start_date, "");
  EXPECT_EQ(first.end_date, "2000-12-31");
  EXPECT_THAT(first.successors, ElementsAre("22", "33"));
  EXPECT_EQ(first.source, "S");
}

TEST(ParseDivisions, OrdersByCodeAndDay) {
  const auto divisions = ParseDivisions(absl::StrCat(kHead, "22,c,,,,S\n11,b,2001-01-01,,,S\n11,a,,2000-12-31,,S\n"));
  ASSERT_THAT(divisions, IsOk());
  EXPECT_EQ(divisions->NameOn("11", "2000-12-31"), "a");
  EXPECT_EQ(divisions->NameOn("11", "2001-01-01"), "b");
  EXPECT_EQ(divisions->All()[2].code, "22");
}

struct WrongCase {
  std::string line;  // the second of the text
  std::string problem;
};

class WrongDivisionLines : public testing::TestWithParam<WrongCase> {};

TEST_P(WrongDivisionLines, AreNamed) {
  EXPECT_THAT(ParseDivisions(absl::StrCat(kHead, GetParam().line, "\n")),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       testing::AllOf(HasSubstr("line 2: "), HasSubstr(GetParam().problem))));
}

INSTANTIATE_TEST_SUITE_P(
    Cases, WrongDivisionLines,
    testing::Values(WrongCase{"11,a,,,S", "has 5 fields, must have 6"}, WrongCase{"11,a,,,,S,", "has 7 fields"},
                    WrongCase{"11,\"a\",,,,S", "quotation mark"}, WrongCase{"111,a,,,,S", "2, 4, 6, 9 or 12 digits"},
                    WrongCase{"1A,a,,,,S", "found '1A'"}, WrongCase{"11,,,,,S", "the name is missing"},
                    WrongCase{"11,a,,,,", "the source is missing"}, WrongCase{"11,a,1985,,,S", "found '1985'"},
                    WrongCase{"11,a,,2021-02-29,,S", "found '2021-02-29'"},
                    WrongCase{"11,a,2021-04-09,2021-04-08,,S", "is before start_date"},
                    WrongCase{"11,a,,,22,S", "has successors, but no end_date"},
                    WrongCase{"11,a,,2021-04-08,22;33,S", "found '22;33'"},
                    WrongCase{"11,\xD3\xE0,,,,S", "is not UTF-8"}, WrongCase{"11,a\tb,,,,S", "control character"}));

TEST(ParseDivisions, EveryWrongLineCounts) {
  EXPECT_THAT(
      ParseDivisions(absl::StrCat(kHead, "1,a,,,,S\n11,a,,,,S\n2,a,,,,S\n")),
      StatusIs(absl::StatusCode::kInvalidArgument, testing::AllOf(HasSubstr("line 2: "), HasSubstr("(and 1 more)"))));
  std::string garbage = kHead;
  for (int i = 0; i < 1000; ++i) garbage += "x\n";
  EXPECT_THAT(ParseDivisions(garbage), StatusIs(absl::StatusCode::kInvalidArgument,
                                                HasSubstr(absl::StrCat("(and ", kWrongLinesMax - 1, " more)"))));
}

TEST(ParseDivisions, TheHeadIsRequired) {
  for (const char* text : {"", "# nothing\n", "code,name\n11,a,,,,S\n", "11,a,,,,S\n"})
    EXPECT_THAT(ParseDivisions(text), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("the first line must be")))
        << text;
  EXPECT_THAT(ParseDivisions(kHead), IsOk());
}

TEST(ParseDivisions, OneCodeHasOneNameOnADay) {
  EXPECT_THAT(ParseDivisions(absl::StrCat(kHead, "11,b,2000-12-31,,,S\n22,c,,,,S\n11,a,,2000-12-31,,S\n")),
              StatusIs(absl::StatusCode::kInvalidArgument, "line 4: 11 is in line 2 too, on 2000-12-31..2000-12-31"));
  EXPECT_THAT(ParseDivisions(absl::StrCat(kHead, "11,b,2001-01-01,,,S\n11,a,,2000-12-31,,S\n")), IsOk());
}

TEST(FullNameOn, GivesWhatACodeLayInOnTheDay) {
  EXPECT_EQ(Shipped().FullNameOn("330110102", "2021-04-08"), "浙江省杭州市余杭区塘栖镇");
  EXPECT_EQ(Shipped().FullNameOn("330113100", "2021-04-09"), "浙江省杭州市临平区塘栖镇");
  EXPECT_EQ(Shipped().FullNameOn("33", "2021-04-09"), "浙江省");
  EXPECT_EQ(Shipped().FullNameOn("330110102", "2021-04-09"), "") << "another code by then";
  EXPECT_EQ(Shipped().FullNameOn("", "2021-04-09"), "");
}

TEST(Within, ListsWhatLiesInAnAreaOnTheDay) {
  constexpr size_t kAll = 1000;
  const std::set<std::string> towns = ChildrenOn("330113", 9, "2021-04-09");
  EXPECT_THAT(CodesOf(Shipped().Within({.area = "330113", .date = "2021-04-09"}, kAll)),
              testing::ElementsAreArray(towns));
  EXPECT_THAT(CodesOf(Shipped().Within({.area = "330113", .date = "2021-04-08"}, kAll)), IsEmpty());
  EXPECT_THAT(CodesOf(Shipped().Within({.area = "330113", .date = "2021-04-09", .after = "330113006"}, kAll)),
              ElementsAre("330113007", "330113100"));
  EXPECT_THAT(CodesOf(Shipped().Within({.area = "", .date = "2021-04-09"}, 2)), ElementsAre("33", "3301"));
  EXPECT_THAT(CodesOf(Shipped().Within({.area = "99", .date = "2021-04-09"}, kAll)), IsEmpty());
}

}  // namespace
}  // namespace jiedui::registry
