// SPDX-License-Identifier: Apache-2.0
// The figures of the report, as data. The codes are for programs: never renamed, never reused. Pure, any thread.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "jiedui/scheduler/v1/report_service.pb.h"

namespace jiedui::scheduler {

inline constexpr absl::string_view kCadres = "EX.CADRE.E2W";
inline constexpr absl::string_view kProfessionals = "EX.PRO.E2W";
inline constexpr absl::string_view kStationedDoctors = "EX.PRO.DOCTOR.STATIONED.E2W";
inline constexpr absl::string_view kHospitalPairs = "EX.ORGPAIR.HOSPITAL";
inline constexpr absl::string_view kPrimaryDoctors = "TR.PRIMARY_DOCTOR.W2E";
inline constexpr absl::string_view kTalentCourses = "TR.TALENT.COURSES";
inline constexpr absl::string_view kTalentPersons = "TR.TALENT.PERSONS";
inline constexpr absl::string_view kTalentClinical = "TR.TALENT.PERSONS.CLINICAL";
inline constexpr absl::string_view kTalentMaternal = "TR.TALENT.PERSONS.MATERNAL_CHILD_HEALTH";
inline constexpr absl::string_view kTalentRehabilitation = "TR.TALENT.PERSONS.TCM_REHABILITATION";
inline constexpr absl::string_view kTalentSecretarial = "TR.TALENT.PERSONS.SECRETARIAL";
inline constexpr absl::string_view kTalentPersonTimes = "TR.TALENT.PERSON_TIMES";
inline constexpr absl::string_view kTalentCompleted = "TR.TALENT.COMPLETED";

// All of them in the order of the report, without values.
const std::vector<v1::Figure>& FigureTable();

}  // namespace jiedui::scheduler
