// SPDX-License-Identifier: Apache-2.0
// A row of a roster -> the person to import, or why it is not sent. Only what the registry cannot see is judged here:
// what is missing, what a spreadsheet or a wrong encoding destroyed, words and dates that mean nothing. The rest goes
// as it is written, and the registry says what is wrong with it. A cell that cannot be read refuses the row: nothing
// that a township wrote is left out without a word. Of a person who is registered, a row changes what it says and
// clears nothing. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "jiedui/registry/v1/person_service.pb.h"
#include "registry_service/tools/csv_reader.h"
#include "registry_service/tools/organization_names.h"
#include "registry_service/tools/roster_columns.h"

namespace jiedui::registry {

// What is the same for all rows of a roster.
struct RosterRules {
  RosterColumns columns;
  OrganizationNames organizations;
  // Resource name, for new persons whose row has a blank or unknown organisation; may be empty.
  std::string default_organization;
  v1::PersonCategory default_category = v1::PERSON_CATEGORY_UNSPECIFIED;  // for rows that do not say
};

struct ReadRow {
  v1::ImportPersonsRequest request;  // to send unless a finding refuses the row
  std::vector<v1::RowFinding> findings;
  std::string licence_without_end;  // the cell that says so ("长期"); empty = no such word
};

ReadRow ReadRosterRow(const CsvRow& row, const RosterRules& rules);

}  // namespace jiedui::registry
