// SPDX-License-Identifier: Apache-2.0
// A store whose rows a test writes as it likes, to be reported on.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/store/memory/memory_store.h"
#include "scheduler_service/reporting/question.h"
#include "tests/scheduler_service/reporting/counted.h"
#include "tests/scheduler_service/store/commit.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_helpers.h"

namespace jiedui::scheduler {

class ReportWorld {
 public:
  ReportWorld() { Put(YuhangCangxi()); }

  const Tables& tables() const { return tables_; }
  store::Store& store() { return *store_; }
  std::unique_ptr<store::Snapshot> Snapshot() { return store_->NewSnapshot(store::ReadTier::kDisk); }

  // Each is one commit.
  void Put(const v1::Pairing& pairing) {
    storage::v1::PairingRecord record;
    *record.mutable_pairing() = pairing;
    PutRecord(tables_.pairings, record);
  }
  void Put(const v1::Course& course) {
    storage::v1::CourseRecord record;
    *record.mutable_course() = course;
    PutRecord(tables_.courses, record);
  }
  void Put(const v1::Posting& posting) {
    storage::v1::PostingRecord record;
    *record.mutable_posting() = posting;
    PutRecord(tables_.postings, record);
  }
  void Put(const v1::Assignment& assignment) {
    storage::v1::AssignmentRecord record;
    *record.mutable_assignment() = assignment;
    PutRecord(tables_.assignments, record);
  }
  void Put(const v1::Outcome& outcome) {
    storage::v1::OutcomeRecord record;
    *record.mutable_outcome() = outcome;
    PutRecord(tables_.outcomes, record);
  }
  void Put(const v1::Demand& demand) {
    storage::v1::DemandRecord record;
    *record.mutable_demand() = demand;
    PutRecord(tables_.demands, record);
  }
  void Put(const v1::Agreement& agreement) {
    storage::v1::AgreementRecord record;
    *record.mutable_agreement() = agreement;
    PutRecord(tables_.agreements, record);
  }
  void Put(const v1::ManualFigure& figure) {
    storage::v1::ManualFigureRecord record;
    *record.mutable_manual_figure() = figure;
    PutRecord(tables_.manual_figures, record);
  }
  void Put(const registry::v1::Organization& organization) {
    storage::v1::DirectoryOrganizationRecord record;
    *record.mutable_organization() = organization;
    PutRecord(tables_.organizations, record);
  }
  void Put(const registry::v1::OrganizationPair& pair) {
    storage::v1::DirectoryOrganizationPairRecord record;
    *record.mutable_organization_pair() = pair;
    PutRecord(tables_.organization_pairs, record);
  }
  void Put(const registry::v1::Person& person) {
    storage::v1::DirectoryPersonRecord record;
    *record.mutable_person() = person;
    PutRecord(tables_.persons, record);
  }

  template <typename Record>
  void PutRecord(const store::Table<Record>& table, const Record& record) {
    ASSERT_THAT(Commit(*store_, [&](auto& txn) { return table.Put(txn, record); }), IsOk());
  }

 private:
  FakeClock clock_;
  std::unique_ptr<store::Store> store_ = store::NewMemoryStore(clock_);
  const Tables tables_;
};

inline v1::Assignment Named(v1::Assignment assignment, const std::string& id,
                            const std::string& pairing = "pairings/yh-cx") {
  assignment.set_name(absl::StrCat(pairing, "/assignments/", id));
  return assignment;
}

// Another pairing of the same western county, and one elsewhere.
inline v1::Pairing PairingOf(const std::string& id, const std::string& east = "331022",
                             const std::string& west = "510824", const std::string& first = "2018-04-01") {
  v1::Pairing pairing = YuhangCangxi();
  pairing.set_name("pairings/" + id);
  pairing.set_display_name(id);
  pairing.set_east_division(east);
  pairing.set_west_division(west);
  pairing.set_start_date(first);
  return pairing;
}

// Of the article's hospitals, by id "h".
inline void PutHospitalPair(ReportWorld& world) {
  for (const auto& [id, division] : {std::pair("east", "330110"), std::pair("west", "510824")}) {
    registry::v1::Organization organization;
    organization.set_name(absl::StrCat("organizations/", id));
    organization.set_display_name(absl::StrCat(id, " hospital"));
    organization.add_divisions()->set_division(division);
    world.Put(organization);
  }
  world.Put(FromText<registry::v1::OrganizationPair>(R"pb(
    name: "organizationPairs/h"
    kind: KIND_HOSPITAL
    east_organization: "organizations/east"
    west_organization: "organizations/west"
    sign_date: "2021-06-10")pb"));
}

inline registry::v1::Organization TrainingBase(const std::string& id = "base") {
  auto base = FromText<registry::v1::Organization>(R"pb(
    display_name: "民宿农家乐培训基地"
    kind: KIND_TRAINING_BASE
    divisions { division: "510824100" })pb");
  base.set_name("organizations/" + id);
  return base;
}

// The line of a code; empty if there is none.
inline v1::Figure LineOf(const v1::Report& report, const std::string& code) {
  for (const v1::Figure& figure : report.figures())
    if (figure.code() == code) return figure;
  return {};
}

}  // namespace jiedui::scheduler
