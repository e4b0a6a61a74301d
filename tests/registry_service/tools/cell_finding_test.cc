// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/cell_finding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "common/rpc/status.h"

namespace jiedui::registry {
namespace {

using v1::RowFinding;
using v1::RowOutcome;

RowOutcome Refused(const absl::Status& status) {
  RowOutcome outcome;
  outcome.set_outcome(RowOutcome::OUTCOME_REFUSED);
  *outcome.mutable_status() = rpc::ToRpcStatus(status, "registry.jiedui");
  return outcome;
}

TEST(FindingsIn, AreThoseOfTheRegistry) {
  RowOutcome outcome = Refused(InvalidField("person.private_fields.id_document.number", "is wrong"));
  *outcome.add_findings() =
      NewFinding(RowFinding::KIND_REFUSED, {"ID_CHECK_CHARACTER", "校验码不符", "核对"}, "p", "v");
  const std::vector<RowFinding> findings = FindingsIn(outcome);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].ShortDebugString(), outcome.findings(0).ShortDebugString());
}

TEST(FindingsIn, OfAStoredRowNeedNoStatus) {
  RowOutcome outcome;
  outcome.set_outcome(RowOutcome::OUTCOME_CREATED);
  EXPECT_TRUE(FindingsIn(outcome).empty());
  *outcome.add_findings() = NewFinding(RowFinding::KIND_FIXED, {"ID_LOWER_CASE_X", "x", "X"}, "p", "v");
  EXPECT_EQ(FindingsIn(outcome).size(), 1u);
}

TEST(FindingsIn, ExplainARefusalByItsFields) {
  const std::vector<RowFinding> findings =
      FindingsIn(Refused(InvalidFields({{"person.specialty", "is too long"}, {"person.titles[0].title", "is blank"}})));
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].kind(), RowFinding::KIND_REFUSED);
  EXPECT_EQ(findings[0].code(), "INVALID_FIELD");
  EXPECT_EQ(findings[0].field(), "person.specialty");
  EXPECT_EQ(findings[0].problem(), "is too long");
  EXPECT_EQ(findings[1].field(), "person.titles[0].title");
}

TEST(FindingsIn, ExplainAnyOtherRefusalByItsReason) {
  RowOutcome outcome =
      Refused(MakeError(absl::StatusCode::kAlreadyExists, "NAME_MISMATCH", "the number belongs to another name"));
  // What was fixed explains no refusal.
  *outcome.add_findings() = NewFinding(RowFinding::KIND_FIXED, {"NAME_BLANKS", "", ""}, "person.display_name", "张 三");
  const std::vector<RowFinding> findings = FindingsIn(outcome);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_TRUE(HasFindingOf(RowFinding::KIND_REFUSED, findings));
  EXPECT_FALSE(HasFindingOf(RowFinding::KIND_WARNED, findings));
  EXPECT_EQ(findings[1].code(), "NAME_MISMATCH");
  EXPECT_EQ(findings[1].problem(), "the number belongs to another name");
}

}  // namespace
}  // namespace jiedui::registry
