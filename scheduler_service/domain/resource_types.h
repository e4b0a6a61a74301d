// SPDX-License-Identifier: Apache-2.0
// The types of resources as errors name them (google.rpc.ResourceInfo.resource_type): the full names of their messages.
#pragma once

namespace jiedui::scheduler {

inline constexpr char kAgreementType[] = "jiedui.scheduler.v1.Agreement";
inline constexpr char kAssignmentType[] = "jiedui.scheduler.v1.Assignment";
inline constexpr char kCertificateType[] = "jiedui.scheduler.v1.Certificate";
inline constexpr char kCorrectionType[] = "jiedui.scheduler.v1.Correction";
inline constexpr char kCourseType[] = "jiedui.scheduler.v1.Course";
inline constexpr char kCourseExpenseType[] = "jiedui.scheduler.v1.CourseExpense";
inline constexpr char kDemandType[] = "jiedui.scheduler.v1.Demand";
inline constexpr char kEditionType[] = "jiedui.scheduler.v1.Edition";
inline constexpr char kLeaveType[] = "jiedui.scheduler.v1.Leave";
inline constexpr char kManualFigureType[] = "jiedui.scheduler.v1.ManualFigure";
inline constexpr char kOutcomeType[] = "jiedui.scheduler.v1.Outcome";
inline constexpr char kPairingType[] = "jiedui.scheduler.v1.Pairing";
inline constexpr char kPersonType[] = "jiedui.registry.v1.Person";
inline constexpr char kPlanType[] = "jiedui.scheduler.v1.Plan";
inline constexpr char kPostingType[] = "jiedui.scheduler.v1.Posting";

}  // namespace jiedui::scheduler
