// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/outcome.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>

#include "common/base/resource_name.h"
#include "scheduler_service/domain/frozen.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

v1::Outcome Shop(const std::string& more = "") {
  auto shop = FromText<v1::Outcome>(R"pb(
    kind: KIND_SHOP
    display_name: "山货小铺"
    division: "510824100"
    open_date: "2021-07-01"
    platform: PLATFORM_TAOBAO
    platform_shop_id: "tb-1001"
    person: "persons/zhao")pb");
  shop.MergeFrom(FromText<v1::Outcome>(more));
  return shop;
}

v1::Outcome Entity(const std::string& more = "") {
  auto entity = FromText<v1::Outcome>(R"pb(
    kind: KIND_ENTITY
    display_name: "苍溪猕猴桃合作社"
    division: "510824100"
    open_date: "2021-07-01"
    entity_form: ENTITY_FORM_COOPERATIVE)pb");
  entity.MergeFrom(FromText<v1::Outcome>(more));
  return entity;
}

OutcomeFacts Facts() { return {.pairing = YuhangCangxi()}; }

TEST(OutcomeId, IsMadeFromWhatMakesItTheSameOne) {
  EXPECT_EQ(OutcomeId(Shop()), OutcomeId(Shop("display_name: '改名了' person: 'persons/qian' division: '510824101'")));
  const std::set<std::string> ids = {
      OutcomeId(Shop()),
      OutcomeId(Shop("platform: PLATFORM_DOUYIN")),
      OutcomeId(Shop("platform_shop_id: 'tb-1002'")),
      OutcomeId(Entity()),
      OutcomeId(Entity("division: '510824101'")),
      OutcomeId(Entity("credit_code: '91350100M000100Y43'")),
      OutcomeId(FromText<v1::Outcome>("kind: KIND_ENTREPRENEUR person: 'persons/zhao'")),
      OutcomeId(FromText<v1::Outcome>("kind: KIND_ENTREPRENEUR person: 'persons/qian'")),
  };
  EXPECT_EQ(ids.size(), 8U);
  for (const std::string& id : ids) EXPECT_TRUE(IsResourceId(id)) << id;
}

TEST(OutcomeId, NamesAreComparedWithoutBlanksWidthAndCase) {
  const std::string id = OutcomeId(Entity("display_name: '苍溪(A)合作社'"));
  EXPECT_EQ(id, OutcomeId(Entity("display_name: '苍溪 （ａ） 合作社'")));
  EXPECT_NE(id, OutcomeId(Entity("display_name: '苍溪(B)合作社'")));
}

TEST(OutcomeId, ACreditCodeCountsAndNotTheName) {
  const auto with_code = [](const std::string& code) { return Normalized(Entity("credit_code: '" + code + "'")); };
  EXPECT_EQ(OutcomeId(with_code("91350100M000100Y43")), OutcomeId(with_code(" 91350100-m000100y43")));
}

TEST(Outcome, WhatEachKindRequiresAndRefuses) {
  const struct {
    v1::Outcome outcome;
    std::string field;
  } cases[] = {
      {Shop("entity_form: ENTITY_FORM_HOUSEHOLD"), "outcome.entity_form"},
      {Shop("credit_code: '91350100M000100Y43'"), "outcome.credit_code"},
      {Entity("platform: PLATFORM_OTHER"), "outcome.platform"},
      {Entity("platform_shop_id: '1'"), "outcome.platform_shop_id"},
      {Entity("credit_code: '91350100M000100Y44'"), "outcome.credit_code"},
      {Entity("close_date: '2021-06-30'"), "outcome.close_date"},
      {Entity("course: 'pairings/other/courses/c'"), "outcome.course"},
      {FromText<v1::Outcome>("kind: KIND_ENTREPRENEUR open_date: '2021-07-01'"), "outcome.person"},
      {FromText<v1::Outcome>("kind: KIND_SHOP"), "outcome.platform_shop_id"},
      {FromText<v1::Outcome>("kind: KIND_ENTITY"), "outcome.entity_form"},
  };
  for (const auto& test : cases) {
    const absl::Status status = CheckOutcome("pairings/yh-cx", test.outcome);
    EXPECT_THAT(status, FailsWith(StatusCode::kInvalidArgument, "INVALID_FIELD")) << test.field;
    EXPECT_THAT(FieldsIn(status), Contains(test.field));
  }
  EXPECT_THAT(CheckOutcome("pairings/yh-cx", Shop("course: 'pairings/yh-cx/courses/c' close_date: '2021-07-01'")),
              IsOk());
  EXPECT_THAT(CheckOutcome("pairings/yh-cx", Entity("credit_code: '91350100M000100Y43'")), IsOk());
}

TEST(Outcome, TheFirstReportMakesItAndTheSecondAddsItsDivision) {
  OutcomeFacts facts = Facts();
  const auto first = Recorded(facts, Shop(), SomeStamp());
  ASSERT_THAT(first, IsOk());
  EXPECT_FALSE(first->known);
  EXPECT_THAT(first->outcome.reporting_divisions(), ElementsAre("510824100"));
  EXPECT_EQ(first->outcome.etag(), "7");
  facts.known = first->outcome;
  const auto second = Recorded(facts, Shop("division: '510824101' display_name: '别的名字'"), SomeStamp());
  ASSERT_THAT(second, IsOk());
  EXPECT_TRUE(second->known);
  EXPECT_TRUE(second->changed);
  EXPECT_THAT(second->outcome.reporting_divisions(), ElementsAre("510824100", "510824101"));
  EXPECT_EQ(second->outcome.display_name(), "山货小铺");
  facts.known = second->outcome;
  const auto third = Recorded(facts, Shop("division: '510824101'"), SomeStamp());
  ASSERT_THAT(third, IsOk());
  EXPECT_FALSE(third->changed);
}

TEST(Outcome, HasALimitOfDivisions) {
  OutcomeFacts facts = Facts();
  facts.known = Shop();
  for (int i = 0; i < kReportingDivisionsMax; ++i) facts.known->add_reporting_divisions(absl::StrCat(510824100 + i));
  EXPECT_THAT(Recorded(facts, Shop(), SomeStamp()), IsOk());
  EXPECT_THAT(Recorded(facts, Shop("division: '510823100'"), SomeStamp()),
              FailsWith(StatusCode::kResourceExhausted, "LIMIT_EXCEEDED"));
}

TEST(Outcome, WhatIsOutOfPlaceIsRefused) {
  OutcomeFacts facts = Facts();
  EXPECT_THAT(RulesIn(Recorded(facts, Shop("open_date: '2021-04-30'"), SomeStamp()).status()),
              ElementsAre(StartsWith("PAIRING_DATES")));
  EXPECT_THAT(Recorded(facts, Shop("open_date: '2021-05-01'"), SomeStamp()), IsOk());
  facts.person_known = false;
  EXPECT_THAT(Recorded(facts, Shop(), SomeStamp()), FailsWith(StatusCode::kFailedPrecondition, "PERSON_UNKNOWN"));
}

TEST(Outcome, InAFrozenPeriodNothingNewIsCounted) {
  OutcomeFacts facts = Facts();
  ASSERT_THAT(Freeze(facts.frozen, {"2021-05-01", "2021-07-01"}), IsOk());
  EXPECT_THAT(Recorded(facts, Shop(), SomeStamp()), FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  EXPECT_THAT(Recorded(facts, Shop("open_date: '2021-07-02'"), SomeStamp()), IsOk());
  facts.known = Shop("reporting_divisions: '510824100' name: 'pairings/yh-cx/outcomes/x'");
  EXPECT_THAT(Recorded(facts, Shop("division: '510824101'"), SomeStamp()), IsOk());
}

TEST(Outcome, ChangesWhatIsNotImmutable) {
  OutcomeFacts facts = Facts();
  facts.known = Shop("name: 'pairings/yh-cx/outcomes/x'");
  v1::Outcome wanted = *facts.known;
  EXPECT_EQ(ChangedOutcome(facts, wanted, SomeStamp())->etag(), "");
  wanted.set_close_date("2021-11-01");
  const auto closed = ChangedOutcome(facts, wanted, SomeStamp());
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->close_date(), "2021-11-01");
  EXPECT_EQ(closed->etag(), "7");
  wanted.set_platform(v1::Outcome::PLATFORM_DOUYIN);
  wanted.set_person("persons/qian");
  EXPECT_THAT(FieldsIn(ChangedOutcome(facts, wanted, SomeStamp()).status()),
              ElementsAre("outcome.person", "outcome.platform"));
}

TEST(Outcome, AShopThatWasCountedAsOpenIsNotClosedBehindTheReport) {
  OutcomeFacts facts = Facts();
  facts.known = Shop("name: 'pairings/yh-cx/outcomes/x'");
  ASSERT_THAT(Freeze(facts.frozen, {"2021-05-01", "2021-12-31"}), IsOk());
  v1::Outcome wanted = *facts.known;
  wanted.set_close_date("2021-12-31");
  EXPECT_THAT(ChangedOutcome(facts, wanted, SomeStamp()), FailsWith(StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
  wanted.set_close_date("2022-01-01");
  EXPECT_THAT(ChangedOutcome(facts, wanted, SomeStamp()), IsOk());
  wanted.set_verified_by("县商务局 王某");
  EXPECT_THAT(ChangedOutcome(facts, wanted, SomeStamp()), IsOk());
}

}  // namespace
}  // namespace jiedui::scheduler
