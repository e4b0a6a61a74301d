// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/report_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "common/store/memory/memory_store.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::scheduler {
namespace {

absl::Status PutAssignment(const Tables& tables, store::Transaction& txn, const std::string& pairing,
                           const std::string& id) {
  storage::v1::AssignmentRecord record;
  v1::Assignment& assignment = *record.mutable_assignment();
  assignment.set_name("pairings/" + pairing + "/assignments/" + id);
  assignment.set_person("persons/" + id);
  assignment.set_item("pairings/" + pairing + "/courses/clinical");
  assignment.set_check_in_date("2021-10-18");
  return tables.assignments.Put(txn, record);
}

absl::Status PutHospitalPair(const Tables& tables, store::Transaction& txn) {
  for (const auto& [id, division] : {std::pair("east", "330110"), std::pair("west", "510824")}) {
    registry::v1::Organization organization;
    organization.set_name(std::string("organizations/") + id);
    organization.add_divisions()->set_division(division);
    RETURN_IF_ERROR(PutOrganization(tables, txn, organization));
  }
  storage::v1::DirectoryOrganizationPairRecord record;
  *record.mutable_organization_pair() = FromText<registry::v1::OrganizationPair>(R"pb(
    name: "organizationPairs/h"
    kind: KIND_HOSPITAL
    east_organization: "organizations/east"
    west_organization: "organizations/west"
    sign_date: "2021-06-10")pb");
  RETURN_IF_ERROR(tables.organization_pairs.Put(txn, record));
  record.mutable_organization_pair()->set_name("organizationPairs/unknown");
  record.mutable_organization_pair()->set_east_organization("organizations/none");
  return tables.organization_pairs.Put(txn, record);
}

class ReportRows : public testing::Test {
 protected:
  int64_t ValueOf(const std::string& code) {
    ReportCounter counter(YuhangCangxi(), {"2021-05-01", "2021-11-15"});
    EXPECT_THAT(AddRows(tables_, *store_->NewSnapshot(store::ReadTier::kDisk), "pairings/yh-cx", counter), IsOk());
    for (const v1::Figure& figure : counter.Figures())
      if (figure.code() == code) return figure.value();
    return -1;
  }

  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  Tables tables_;
};

// "yh" and "yh-cx2" are other pairings, whose names begin alike.
TEST_F(ReportRows, AreThoseOfThePairing) {
  ASSERT_THAT(Commit(*store_,
                     [this](auto& txn) {
                       RETURN_IF_ERROR(PutSmallWorld(tables_, txn));
                       for (const char* pairing : {"yh", "yh-cx2"})
                         RETURN_IF_ERROR(PutAssignment(tables_, txn, pairing, "other"));
                       for (const char* id : {"a", "b"}) RETURN_IF_ERROR(PutAssignment(tables_, txn, "yh-cx", id));
                       return PutHospitalPair(tables_, txn);
                     }),
              IsOk());
  EXPECT_EQ(ValueOf("TR.TALENT.COURSES"), 1);
  EXPECT_EQ(ValueOf("TR.TALENT.PERSONS"), 2);
  EXPECT_EQ(ValueOf("EX.ORGPAIR.HOSPITAL"), 1);
}

TEST_F(ReportRows, ADamagedRowIsSaidNotSkipped) {
  ASSERT_THAT(Commit(*store_, [](auto& txn) { return store::PutRow(txn, "assignment/yh-cx/damaged", "\xff\xff"); }),
              IsOk());
  ReportCounter counter(YuhangCangxi(), {"2021-05-01", "2021-11-15"});
  EXPECT_THAT(AddRows(tables_, *store_->NewSnapshot(store::ReadTier::kDisk), "pairings/yh-cx", counter),
              StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace jiedui::scheduler
