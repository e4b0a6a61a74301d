// SPDX-License-Identifier: Apache-2.0
// The scheduler's tables, declared once. Immutable; any thread.
#pragma once

#include "common/store/table.h"
#include "jiedui/scheduler/storage/v1/plans.pb.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"
#include "jiedui/scheduler/storage/v1/reports.pb.h"

namespace jiedui::scheduler {

struct Tables {
  Tables();

  const store::Table<storage::v1::PairingRecord> pairings;
  const store::Table<storage::v1::CourseRecord> courses;
  const store::Table<storage::v1::PostingRecord> postings;
  const store::Table<storage::v1::DemandRecord> demands;          // index: by state
  const store::Table<storage::v1::AssignmentRecord> assignments;  // indexes: see keys.h
  const store::Table<storage::v1::LeaveRecord> leaves;
  const store::Table<storage::v1::AttendanceRecord> attendance;  // whole in every change
  // Guards: whole in every change, so the log keeps only what they became.
  const store::Table<storage::v1::CalendarRecord> calendars;  // index: those with a clash
  const store::Table<storage::v1::SeatsRecord> seats;         // index: those with work that goes on
  const store::Table<storage::v1::AwayRecord> away;
  const store::Table<storage::v1::ItemDatesRecord> item_dates;
  const store::Table<storage::v1::CertificateCounterRecord> certificates;
  const store::Table<storage::v1::PlanRecord> plans;
  const store::Table<storage::v1::PlanPartRecord> plan_parts;  // written once, so the log keeps no before
  const store::Table<storage::v1::AgreementRecord> agreements;
  const store::Table<storage::v1::OutcomeRecord> outcomes;
  const store::Table<storage::v1::EntityNameRecord> entity_names;
  const store::Table<storage::v1::PersonOutcomesRecord> person_outcomes;  // a guard
  const store::Table<storage::v1::ManualFigureRecord> manual_figures;
  const store::Table<storage::v1::CourseExpenseRecord> expenses;
  const store::Table<storage::v1::EditionRecord> editions;
  const store::Table<storage::v1::EditionPartRecord> edition_parts;  // written once, so the log keeps no before
  const store::Table<storage::v1::CorrectionRecord> corrections;
  const store::Table<storage::v1::FrozenPeriodsRecord> frozen;  // a guard
  // The copy of the registry, whose own log tells what was before.
  const store::Table<storage::v1::DirectoryPersonRecord> persons;  // index: by specialty, those who may be suggested
  const store::Table<storage::v1::DirectoryOrganizationRecord> organizations;
  const store::Table<storage::v1::DirectoryOrganizationPairRecord> organization_pairs;
  const store::Table<storage::v1::DirectoryCursorRecord> cursors;

  // Calls visit(table) for each. A new one that is not named here does not compile.
  template <typename Visit>
  void ForEach(Visit visit) const {
    const auto& [pairings_, courses_, postings_, demands_, assignments_, leaves_, attendance_, calendars_, seats_,
                 away_, item_dates_, certificates_, plans_, plan_parts_, agreements_, outcomes_, entity_names_,
                 person_outcomes_, manual_figures_, expenses_, editions_, edition_parts_, corrections_, frozen_,
                 persons_, organizations_, organization_pairs_, cursors_] = *this;
    const auto visit_all = [&visit](const auto&... table) { (visit(table), ...); };
    visit_all(pairings_, courses_, postings_, demands_, assignments_, leaves_, attendance_, calendars_, seats_, away_,
              item_dates_, certificates_, plans_, plan_parts_, agreements_, outcomes_, entity_names_, person_outcomes_,
              manual_figures_, expenses_, editions_, edition_parts_, corrections_, frozen_, persons_, organizations_,
              organization_pairs_, cursors_);
  }
};

}  // namespace jiedui::scheduler
