// SPDX-License-Identifier: Apache-2.0
// Who waits draws on the seats of the division in which her organisation lies. A merge of it may change that, and the
// end of the merge again.
#include "scheduler_service/directory/directory_apply.h"
#include "tests/scheduler_service/store/queue_world.h"

namespace jiedui::scheduler {
namespace {

constexpr absl::string_view kElsewhere = "510824112";

class OrganizationMerge : public QueueWorld {
 protected:
  OrganizationMerge() : QueueWorld(1) {}

  // What the registry's feed says in its next commit.
  void Feed(const registry::v1::Organization& organization) {
    Do([&](store::Transaction& txn) -> absl::Status {
      ASSIGN_OR_RETURN(const auto cursor, tables_.cursors.Find(txn, kDirectoryCursorKey));
      DirectoryStep step{.before = *cursor, .after = *cursor};
      step.after.set_revision(cursor->revision() + 1);
      *step.put.emplace_back().mutable_organization() = organization;
      ASSIGN_OR_RETURN(const bool applied, Apply(tables_, txn, step));
      EXPECT_TRUE(applied);
      return absl::OkStatus();
    });
  }
};

TEST_F(OrganizationMerge, ItsEndGivesThePeopleTheSeatsOfTheirOwnDivision) {
  registry::v1::Organization successor = Lingjiang();
  successor.set_name("organizations/successor");
  successor.mutable_divisions(0)->set_division(std::string(kElsewhere));
  registry::v1::Organization merged = Lingjiang();
  merged.set_merged_into(successor.name());
  merged.set_merge_date("2021-01-01");
  Feed(successor);
  Feed(merged);
  const std::string own = Lingjiang().divisions(0).division();
  Do([&](store::Transaction& txn) -> absl::Status {
    ASSIGN_OR_RETURN(storage::v1::SeatsRecord record, LoadSeats(tables_, txn, Clinical().name()));
    std::vector<v1::Quota> quotas(2);
    quotas[0].set_division(std::string(kElsewhere));
    quotas[0].set_seats(1);
    quotas[1].set_division(own);
    quotas[1].set_seats(1);
    *record.mutable_ledger() = Reshaped(record.ledger(), {.seats = 2, .quotas = quotas, .categories = {}});
    return Put(tables_, txn, record);
  });
  Seat("a");
  Queue("b");
  ASSERT_EQ(StateOf("b"), v1::Assignment::STATE_WAITLISTED);
  Feed(Lingjiang());
  EXPECT_EQ(StateOf("b"), v1::Assignment::STATE_OFFERED);
}

}  // namespace
}  // namespace jiedui::scheduler
