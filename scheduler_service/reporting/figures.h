// SPDX-License-Identifier: Apache-2.0
// The figures of the report, as data: what each line counts, of what it is a part, over which days. When something
// counts is said by the counting rules (counting_rules.h). The codes are for programs: never renamed, never reused.
// Pure, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/report_service.pb.h"

namespace jiedui::scheduler {

// In the order of the report; a part comes after its whole.
enum class FigureId : uint8_t {
  kCadres,
  kCadresOnPost,
  kProfessionals,
  kStationedDoctors,
  kProfessionalsOnPost,
  kCadresToEast,
  kProfessionalsToEast,
  kHospitalPairs,
  kSchoolPairs,
  kPrimaryDoctors,
  kTalentCourses,
  kTalentPersons,
  kTalentClinical,
  kTalentMaternal,
  kTalentRehabilitation,
  kTalentSecretarial,
  kTalentOtherTracks,
  kTalentPersonTimes,
  kTalentCompleted,
  kEcommerceCourses,
  kEcommercePersons,
  kEcommercePersonTimes,
  kTrainingBases,
  kEntities,
  kEnterprises,
  kCooperatives,
  kHouseholds,
  kEntrepreneurs,
  kTrainedEntrepreneurs,
  kShops,
  kShopsOpenSixMonths,
  kUnmetDemand,
};
inline constexpr int kFigureCount = 32;

// What a line's rows are.
enum class RowKind : uint8_t { kStay, kTraining, kCourse, kOrganizationPair, kOrganization, kOutcome, kDemand };

struct FigureSpec {
  FigureId id;
  absl::string_view code;
  absl::string_view title;
  absl::string_view title_en;
  v1::Unit unit;
  v1::Operator over;
  RowKind rows;
  absl::string_view part_of;  // code of the whole; empty = none
};

// All of them in the order of the report: the one at i has the id i.
const std::vector<FigureSpec>& FigureSpecs();
const FigureSpec& SpecOf(FigureId id);
// Nullopt: no such figure is counted.
std::optional<FigureId> FindFigure(absl::string_view code);
// Whether the same person, or organisation, may stand behind the figure in two pairings.
bool CanSpanPairings(const FigureSpec& spec);

// The lines as they are answered, without values and rules.
const std::vector<v1::Figure>& FigureTable();

}  // namespace jiedui::scheduler
