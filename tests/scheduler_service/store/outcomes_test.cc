// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/outcomes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/store/memory/memory_store.h"
#include "scheduler_service/domain/frozen.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace jiedui::scheduler {
namespace {

using absl::StatusCode;

class StoredOutcomes : public testing::Test {
 protected:
  StoredOutcomes() {
    EXPECT_THAT(Commit(*store_, [&](auto& txn) { return PutSmallWorld(tables_, txn); }), IsOk());
  }

  // The facts of a draft of `parent`, and what became of it.
  absl::StatusOr<OutcomeFacts> Load(v1::Outcome& draft, const std::string& parent = "pairings/yh-cx") {
    absl::StatusOr<OutcomeFacts> facts = absl::UnknownError("not asked");
    const absl::Status done = Commit(*store_, [&](auto& txn) {
      facts = LoadNewOutcome(tables_, txn, parent, draft);
      return absl::OkStatus();
    });
    EXPECT_THAT(done, IsOk());
    return facts;
  }

  FakeClock clock_;
  Tables tables_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
};

TEST_F(StoredOutcomes, ADraftGetsItsNameAndMeetsTheOneThatIsThere) {
  auto draft = FromText<v1::Outcome>("kind: KIND_SHOP platform: PLATFORM_TAOBAO platform_shop_id: 't'");
  const auto first = Load(draft);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(draft.name(), "pairings/yh-cx/outcomes/" + OutcomeId(draft));
  EXPECT_FALSE(first->known.has_value());
  EXPECT_EQ(first->pairing.start_date(), "2021-05-01");
  ASSERT_THAT(Commit(*store_, [&](auto& txn) { return Put(tables_, txn, draft); }), IsOk());
  EXPECT_TRUE(Load(draft)->known.has_value());
  absl::StatusOr<OutcomeFacts> there = absl::UnknownError("not asked");
  ASSERT_THAT(Commit(*store_,
                     [&](auto& txn) {
                       there = LoadOutcome(tables_, txn, draft.name());
                       return absl::OkStatus();
                     }),
              IsOk());
  EXPECT_EQ(there->known->name(), draft.name());
}

TEST_F(StoredOutcomes, ItsPersonIsTheOneWhoStays) {
  auto merged = VillageDoctor("old");
  merged.set_merged_into("persons/zhao");
  ASSERT_THAT(Commit(*store_, [&](auto& txn) { return PutPerson(tables_, txn, merged); }), IsOk());
  auto draft = FromText<v1::Outcome>("kind: KIND_ENTREPRENEUR person: 'persons/old'");
  ASSERT_THAT(Load(draft), IsOk());
  EXPECT_EQ(draft.person(), "persons/zhao");
  auto unknown = FromText<v1::Outcome>("kind: KIND_ENTREPRENEUR person: 'persons/nobody'");
  EXPECT_FALSE(Load(unknown)->person_known);
}

TEST_F(StoredOutcomes, WhatItNamesIsThere) {
  auto draft = FromText<v1::Outcome>("kind: KIND_SHOP course: 'pairings/yh-cx/courses/none'");
  EXPECT_THAT(Load(draft), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
  draft.set_course("pairings/yh-cx/courses/clinical");
  EXPECT_THAT(Load(draft), IsOk());
  EXPECT_THAT(Load(draft, "pairings/none"), FailsWith(StatusCode::kNotFound, "RESOURCE_NOT_FOUND"));
}

}  // namespace
}  // namespace jiedui::scheduler
