// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/store/memory/memory_store.h"
#include "scheduler_service/store/keys.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Key;

storage::v1::AssignmentRecord SomeAssignment() {
  return FromText<storage::v1::AssignmentRecord>(
      R"pb(
        assignment {
          name: "pairings/yh-cx/assignments/a"
          person: "persons/zhao"
          item: "pairings/yh-cx/courses/clinical"
          state: STATE_CONFIRMED
        })pb");
}

TEST(Tables, AssignmentsAreFoundByItemPersonAndState) {
  const FakeClock clock;
  const auto store = store::NewMemoryStore(clock);
  const Tables tables;
  ASSERT_THAT(Commit(*store, [&](auto& txn) { return tables.assignments.Put(txn, SomeAssignment()); }), IsOk());
  EXPECT_THAT(store::RowsOf(*store, store::Family::kRows), Contains(Key("assignment/yh-cx/a")));
  EXPECT_THAT(store::RowsOf(*store, store::Family::kIndex),
              ElementsAre(Key(store::IndexKey("assignment.item/", "pairings/yh-cx/courses/clinical", "yh-cx/a")),
                          Key(store::IndexKey("assignment.person/", "persons/zhao", "yh-cx/a")),
                          Key(store::IndexKey("assignment.state/", "yh-cx/01", "yh-cx/a"))));
}

TEST(Tables, EveryRowLiesUnderItsPrefix) {
  const FakeClock clock;
  const auto store = store::NewMemoryStore(clock);
  const Tables tables;
  ASSERT_THAT(Commit(*store, [&](auto& txn) { return PutSmallWorld(tables, txn); }), IsOk());
  EXPECT_THAT(
      store::RowsOf(*store, store::Family::kRows),
      ElementsAre(Key("course/yh-cx/clinical"), Key("dcursor/registry"), Key("dorg/lingjiang"), Key("dperson/zhao"),
                  Key("itemdates/yh-cx"), Key("pairing/yh-cx"), Key("seats/yh-cx/courses/clinical")));
}

// Whoever may be suggested; whoever may not is not found either.
TEST(Tables, PeopleAreFoundBySpecialtyAndTitle) {
  const FakeClock clock;
  const auto store = store::NewMemoryStore(clock);
  const Tables tables;
  const auto put = [&](const registry::v1::Person& person) {
    ASSERT_THAT(Commit(*store, [&](auto& txn) { return PutPerson(tables, txn, person); }), IsOk());
  };
  auto zhao = VillageDoctor();
  zhao.set_specialty("果树");
  zhao.add_titles()->set_level(registry::v1::TITLE_LEVEL_INTERMEDIATE);
  put(zhao);
  EXPECT_THAT(store::RowsOf(*store, store::Family::kIndex), ElementsAre(Key(store::IndexKey("dperson.specialty/",
                                                                                            "果树\x1f"
                                                                                            "6",
                                                                                            "zhao"))));
  zhao.mutable_restrict_time()->set_seconds(1);
  put(zhao);
  EXPECT_TRUE(store::RowsOf(*store, store::Family::kIndex).empty());
}

// The log keeps what resources were; guards and the registry's copy are told only as they became.
TEST(Tables, TheLogKeepsBeforeOnlyForResources) {
  const FakeClock clock;
  const auto store = store::NewMemoryStore(clock);
  const Tables tables;
  ASSERT_THAT(Commit(*store, [&](auto& txn) { return PutSmallWorld(tables, txn); }), IsOk());
  ASSERT_THAT(Commit(*store,
                     [&](auto& txn) {
                       v1::Pairing pairing = YuhangCangxi();
                       pairing.set_display_name("另一个");
                       auto person = VillageDoctor();
                       person.set_display_name("赵另一");
                       RETURN_IF_ERROR(Put(tables, txn, pairing));
                       return PutPerson(tables, txn, person);
                     }),
              IsOk());
  const auto entry = store::ChangesOf(*store).back();
  ASSERT_EQ(entry.changes_size(), 2);
  EXPECT_FALSE(entry.changes(0).before().empty());
  EXPECT_TRUE(entry.changes(1).before().empty());
}

}  // namespace
}  // namespace jiedui::scheduler
