// SPDX-License-Identifier: Apache-2.0
// Days that a person has served at postings (基层服务). Pure, any thread.
#pragma once

#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/service_record.pb.h"

namespace jiedui::scheduler {

// Adds the days of one assignment to a posting, if the person was there by the record's as_of.
void AddService(v1::ServiceRecord& record, const v1::Assignment& assignment, absl::string_view posting_display_name);

// The record with its periods sorted, the leaves taken off and its sums, when all periods are in.
v1::ServiceRecord Counted(v1::ServiceRecord record, const v1::PersonCalendar& calendar);

}  // namespace jiedui::scheduler
