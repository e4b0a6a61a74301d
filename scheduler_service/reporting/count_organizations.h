// SPDX-License-Identifier: Apache-2.0
// Pairs of organisations, and training bases, of a pairing. They are the registry's: every pairing looks at all of
// them, and takes those that lie on its two sides. Pure, one thread.
#pragma once

#include <vector>

#include "jiedui/registry/v1/organization.pb.h"
#include "scheduler_service/reporting/counting.h"

namespace jiedui::scheduler {

// A pair with its organisations as they are; one that the directory does not have is empty, and lies nowhere.
struct PairedOrganizations {
  registry::v1::OrganizationPair pair;
  registry::v1::Organization east;
  registry::v1::Organization west;
};

// What a report reads of the directory, each in the order of names.
struct OrganizationRows {
  std::vector<PairedOrganizations> pairs;
  std::vector<registry::v1::Organization> bases;  // training bases
};

// The figures that are counted from them.
inline constexpr FigureMask kOrganizationFigures = FigureMask{1} << static_cast<int>(FigureId::kHospitalPairs) |
                                                   FigureMask{1} << static_cast<int>(FigureId::kSchoolPairs) |
                                                   FigureMask{1} << static_cast<int>(FigureId::kTrainingBases);

void CountOrganizations(const Counting& counting, const OrganizationRows& rows);

}  // namespace jiedui::scheduler
