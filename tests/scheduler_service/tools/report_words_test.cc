// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/report_words.h"

#include <gtest/gtest.h>

#include "google/protobuf/descriptor.h"
#include "jiedui/scheduler/v1/assignment.pb.h"

namespace jiedui::scheduler {
namespace {

// Whether every value of an enum, but the one that is never used, has words of its own.
template <typename Enum, typename Function>
void ExpectWordsForAll(const google::protobuf::EnumDescriptor& type, Function words) {
  for (int i = 1; i < type.value_count(); ++i) {
    const Words told = words(static_cast<Enum>(type.value(i)->number()));
    EXPECT_NE(told.zh, type.value(i)->name());
    EXPECT_NE(told.zh, told.en) << type.value(i)->name();
    EXPECT_FALSE(told.zh.empty() || told.en.empty()) << type.value(i)->name();
  }
}

TEST(ReportWords, KnowEveryValueOfTheApi) {
  ExpectWordsForAll<v1::Unit>(*v1::Unit_descriptor(), [](v1::Unit unit) { return UnitWords(unit); });
  ExpectWordsForAll<v1::Basis>(*v1::Basis_descriptor(), BasisWords);
  ExpectWordsForAll<v1::Operator>(*v1::Operator_descriptor(), OperatorWords);
  ExpectWordsForAll<v1::NotCountedReason>(*v1::NotCountedReason_descriptor(), ReasonWords);
  ExpectWordsForAll<v1::CountingRule::Attribution>(*v1::CountingRule::Attribution_descriptor(), AttributionWords);
  ExpectWordsForAll<v1::Course::State>(*v1::Course::State_descriptor(), CourseStateWords);
  ExpectWordsForAll<v1::Posting::State>(*v1::Posting::State_descriptor(), PostingStateWords);
  ExpectWordsForAll<v1::Programme>(*v1::Programme_descriptor(), ProgrammeWords);
  ExpectWordsForAll<v1::Posting::Category>(*v1::Posting::Category_descriptor(), CategoryWords);
  ExpectWordsForAll<v1::Direction>(*v1::Direction_descriptor(), DirectionWords);
}

v1::Contributor RowIn(const std::string& state, const std::string& item = "pairings/p/courses/c") {
  v1::Contributor row;
  row.set_state(state);
  row.set_item(item);
  return row;
}

TEST(ReportWords, KnowEveryStateOfAnAssignment) {
  const auto& states = *v1::Assignment::State_descriptor();
  for (int i = 1; i < states.value_count(); ++i) {
    const Words words = RowStateWords(RowIn(states.value(i)->name()));
    EXPECT_NE(words.zh, words.en) << states.value(i)->name();
  }
}

TEST(RowStateWords, SayItOtherwiseOfSomebodyOnAPosting) {
  EXPECT_EQ(RowStateWords(RowIn("STATE_COMPLETED")).zh, "结业");
  EXPECT_EQ(RowStateWords(RowIn("STATE_COMPLETED", "pairings/p/postings/x")).zh, "期满");
  EXPECT_EQ(RowStateWords(RowIn("STATE_REPLACED", "pairings/p/postings/x")).zh, "被替换");
}

TEST(RowStateWords, TellWhatTheyDoNotKnowAsItIs) {
  EXPECT_EQ(RowStateWords(RowIn("STATE_FROM_TOMORROW")).zh, "from tomorrow");
  EXPECT_EQ(RowStateWords(RowIn("")).zh, "");
}

TEST(FigureWords, SayHowExactItIs) {
  v1::Figure figure;
  figure.set_value(79);
  figure.set_decimal("79.7");
  EXPECT_EQ(FigureWords(figure).zh, "79.7");
  figure.set_qualifier(v1::QUALIFIER_AT_LEAST);
  EXPECT_EQ(FigureWords(figure).zh, "79.7以上");
  figure.set_qualifier(v1::QUALIFIER_ABOUT);
  EXPECT_EQ(FigureWords(figure).zh, "约79.7");
  figure.set_qualifier(v1::QUALIFIER_REACHED);
  EXPECT_EQ(FigureWords(figure).en, "reached 79.7");
}

TEST(FigureDigits, AreTheWholeNumberWithoutDecimals) {
  v1::Figure figure;
  figure.set_value(300);
  EXPECT_EQ(FigureDigits(figure), "300");
}

TEST(UnitWords, AreOfOneOrOfMany) {
  v1::Figure figure;
  figure.set_unit(v1::UNIT_ORGANIZATION_PAIR);
  figure.set_value(1);
  EXPECT_EQ(UnitWords(figure).en, "pair");
  figure.set_value(0);
  EXPECT_EQ(UnitWords(figure).en, "pairs");
  EXPECT_EQ(UnitWords(figure).zh, "家");
}

TEST(TitleWords, FallBackToTheChineseTitle) {
  v1::Figure figure;
  figure.set_title("网络销售额");
  EXPECT_EQ(TitleWords(figure).en, "网络销售额");
}

}  // namespace
}  // namespace jiedui::scheduler
