// SPDX-License-Identifier: Apache-2.0
// The scheduler's tables, declared once. Immutable; any thread.
#pragma once

#include "common/store/table.h"
#include "jiedui/scheduler/storage/v1/records.pb.h"

namespace jiedui::scheduler {

struct Tables {
  Tables();

  const store::Table<storage::v1::PairingRecord> pairings;
  const store::Table<storage::v1::CourseRecord> courses;
  const store::Table<storage::v1::PostingRecord> postings;
  const store::Table<storage::v1::AssignmentRecord> assignments;  // indexes: by item, by person
  // Guards: whole in every change, so the log keeps only what they became.
  const store::Table<storage::v1::CalendarRecord> calendars;  // index: those with a clash
  const store::Table<storage::v1::SeatsRecord> seats;
  const store::Table<storage::v1::ItemDatesRecord> item_dates;
  // The copy of the registry, whose own log tells what was before.
  const store::Table<storage::v1::DirectoryPersonRecord> persons;
  const store::Table<storage::v1::DirectoryOrganizationRecord> organizations;
  const store::Table<storage::v1::DirectoryOrganizationPairRecord> organization_pairs;
  const store::Table<storage::v1::DirectoryCursorRecord> cursors;
};

}  // namespace jiedui::scheduler
