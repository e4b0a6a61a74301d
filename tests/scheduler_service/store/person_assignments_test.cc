// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/person_assignments.h"

#include "tests/scheduler_service/store/verified_world.h"

namespace jiedui::scheduler {
namespace {

class PersonAssignmentsOf : public VerifiedWorld {
 protected:
  absl::StatusOr<PersonAssignments> Load(const std::string& person) {
    return LoadPersonAssignments(tables_, *store_->NewSnapshot(store::ReadTier::kDisk), "persons/" + person);
  }
};

TEST_F(PersonAssignmentsOf, AreAllOfThem) {
  const auto found = Load("zhao");
  ASSERT_THAT(found, IsOk());
  EXPECT_EQ(found->person, "persons/zhao");
  ASSERT_EQ(found->assignments.size(), 1U);
  EXPECT_EQ(found->assignments[0].name(), NameOf("zhao"));
}

TEST_F(PersonAssignmentsOf, AMergedPersonIsWhoeverStays) {
  Write([&](store::Transaction& txn) {
    auto merged = VillageDoctor("old");
    merged.set_merged_into("persons/zhao");
    return PutPerson(tables_, txn, merged);
  });
  EXPECT_EQ(Load("old")->person, "persons/zhao");
  EXPECT_EQ(Load("old")->assignments.size(), 1U);
}

TEST_F(PersonAssignmentsOf, NobodyIsNotFound) {
  EXPECT_THAT(Load("nobody"), FailsWith(absl::StatusCode::kNotFound, "PERSON_UNKNOWN"));
}

TEST_F(PersonAssignmentsOf, DamageIsSaid) {
  Write([&](store::Transaction& txn) { return txn.PutRow({.key = "assignment/yh-cx/zhao", .after = "\x0a\xff"}); });
  EXPECT_EQ(Load("zhao").status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace jiedui::scheduler
