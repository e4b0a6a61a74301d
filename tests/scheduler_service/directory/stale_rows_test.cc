// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/stale_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "common/store/memory/memory_store.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::scheduler {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Persons old and new, and one old organisation and pair.
std::unique_ptr<store::Store> MixedGenerations(const Clock& clock, const Tables& tables) {
  auto store = store::NewMemoryStore(clock);
  EXPECT_THAT(Commit(*store,
                     [&](auto& txn) {
                       storage::v1::DirectoryPersonRecord person;
                       *person.mutable_person() = VillageDoctor("old");
                       person.set_generation(1);
                       RETURN_IF_ERROR(tables.persons.Put(txn, person));
                       *person.mutable_person() = VillageDoctor("new");
                       person.set_generation(2);
                       RETURN_IF_ERROR(tables.persons.Put(txn, person));
                       storage::v1::DirectoryOrganizationRecord organization;
                       *organization.mutable_organization() = Lingjiang();
                       RETURN_IF_ERROR(tables.organizations.Put(txn, organization));
                       storage::v1::DirectoryOrganizationPairRecord pair;
                       pair.mutable_organization_pair()->set_name("organizationPairs/h");
                       return tables.organization_pairs.Put(txn, pair);
                     }),
              IsOk());
  return store;
}

TEST(StaleResources, AreThoseOfOtherGenerations) {
  const FakeClock clock;
  const Tables tables;
  const auto store = MixedGenerations(clock, tables);
  const auto stale = StaleResources(tables, *store->NewSnapshot(store::ReadTier::kDisk), 2, 100);
  ASSERT_THAT(stale, IsOk());
  EXPECT_THAT(*stale, ElementsAre("persons/old", "organizations/lingjiang", "organizationPairs/h"));
}

TEST(StaleResources, AreBounded) {
  const FakeClock clock;
  const Tables tables;
  const auto store = MixedGenerations(clock, tables);
  EXPECT_THAT(*StaleResources(tables, *store->NewSnapshot(store::ReadTier::kDisk), 2, 2), SizeIs(2));
  EXPECT_THAT(*StaleResources(tables, *store->NewSnapshot(store::ReadTier::kDisk), 9, 0), IsEmpty());
}

TEST(StaleResources, ADamagedRowIsSaid) {
  const FakeClock clock;
  const Tables tables;
  const auto store = MixedGenerations(clock, tables);
  ASSERT_THAT(Commit(*store, [](auto& txn) { return store::PutRow(txn, "dperson/damaged", "\xff\xff"); }), IsOk());
  EXPECT_THAT(StaleResources(tables, *store->NewSnapshot(store::ReadTier::kDisk), 2, 100),
              StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace jiedui::scheduler
