// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/domain/pairing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scheduler_service/domain/item_dates.h"
#include "tests/scheduler_service/samples.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;

// Its items lie within 2021-06-15..2021-12-14.
PairingFacts Facts() {
  PairingFacts facts{.pairing = YuhangCangxi()};
  facts.item_dates.set_pairing("pairings/yh-cx");
  AddItem(facts.item_dates, {"2021-06-15", "2021-12-14"});
  return facts;
}

TEST(CheckPairing, EverythingWrongIsListed) {
  v1::Pairing pairing = YuhangCangxi();
  EXPECT_THAT(CheckPairing(pairing), IsOk());
  pairing.set_end_date("2021-05-01");
  EXPECT_THAT(CheckPairing(pairing), IsOk());
  pairing.set_end_date("2021-04-30");
  pairing.set_west_division("330110");
  const absl::Status status = CheckPairing(pairing);
  EXPECT_THAT(status, FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_THAT(FieldsIn(status), ElementsAre("pairing.end_date", "pairing.west_division"));
}

TEST(NewPairing, IsStamped) {
  const v1::Pairing pairing = NewPairing(YuhangCangxi(), SomeStamp());
  EXPECT_EQ(pairing.etag(), "7");
  EXPECT_EQ(pairing.create_time().seconds(), 1636948800);
}

TEST(ChangedPairing, TheDivisionsAreImmutable) {
  v1::Pairing wanted = YuhangCangxi();
  wanted.set_east_division("330113");
  wanted.set_west_division("510821");
  const auto changed = ChangedPairing(Facts(), wanted, SomeStamp());
  EXPECT_THAT(changed, FailsWith(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_THAT(FieldsIn(changed.status()), ElementsAre("pairing.east_division", "pairing.west_division"));
}

TEST(ChangedPairing, ItsItemsMustStayWithin) {
  v1::Pairing wanted = YuhangCangxi();
  wanted.set_end_date("2021-12-14");
  ASSERT_THAT(ChangedPairing(Facts(), wanted, SomeStamp()), IsOk());
  wanted.set_end_date("2021-12-13");
  const auto changed = ChangedPairing(Facts(), wanted, SomeStamp());
  EXPECT_THAT(changed, FailsWith(absl::StatusCode::kFailedPrecondition, "RULES_FAILED"));
  EXPECT_THAT(RulesIn(changed.status()), ElementsAre(testing::StartsWith("ITEM_DATES pairings/yh-cx: ")));
}

// Entities are counted from the first day on.
TEST(ChangedPairing, ItsFirstDayStaysOnceAnEditionCountsFromIt) {
  PairingFacts facts = Facts();
  auto& period = *facts.frozen.add_periods();
  period.set_first_day("2021-05-01");
  period.set_last_day("2021-12-31");
  period.set_last_edition("pairings/yh-cx/editions/first");
  for (const char* day : {"2021-05-02", "2021-04-30"}) {
    v1::Pairing wanted = facts.pairing;
    wanted.set_start_date(day);
    const absl::Status status = ChangedPairing(facts, wanted, SomeStamp()).status();
    EXPECT_THAT(status, FailsWith(absl::StatusCode::kFailedPrecondition, "PERIOD_FROZEN"));
    EXPECT_THAT(RulesIn(status), ElementsAre(testing::HasSubstr("pairings/yh-cx/editions/first")));
  }
  v1::Pairing wanted = facts.pairing;
  wanted.set_end_date("2026-12-31");
  EXPECT_THAT(ChangedPairing(facts, wanted, SomeStamp()), IsOk());
}

TEST(ChangedPairing, DatesStayInOrder) {
  v1::Pairing wanted = YuhangCangxi();
  wanted.set_end_date("2020-01-01");
  EXPECT_THAT(ChangedPairing(Facts(), wanted, SomeStamp()), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ChangedPairing, NoDifferenceChangesNothing) {
  const auto same = ChangedPairing(Facts(), YuhangCangxi(), SomeStamp());
  ASSERT_THAT(same, IsOk());
  EXPECT_EQ(same->etag(), "1");
}

TEST(ChangedPairing, ADifferenceIsStamped) {
  v1::Pairing wanted = YuhangCangxi();
  wanted.set_display_name("余杭·苍溪");
  const auto changed = ChangedPairing(Facts(), wanted, SomeStamp());
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->etag(), "7");
  EXPECT_EQ(changed->display_name(), "余杭·苍溪");
}

}  // namespace
}  // namespace jiedui::scheduler
