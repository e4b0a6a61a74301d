// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/tools/expectation.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace jiedui::scheduler {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

// The member, or an empty value.
const Value& Member(const Struct& object, const std::string& key) {
  const auto found = object.fields().find(key);
  return found == object.fields().end() ? Value::default_instance() : found->second;
}

absl::StatusOr<ExpectedFigures> ReadFigures(const Struct& figures) {
  ExpectedFigures expected;
  for (const auto& [code, value] : figures.fields()) {
    const auto whole = static_cast<int64_t>(value.number_value());
    if (!value.has_number_value() || static_cast<double>(whole) != value.number_value()) {
      return absl::InvalidArgumentError(absl::StrCat("the manifest's figure ", code, " is not a whole number"));
    }
    expected[code] = whole;
  }
  return expected;
}

}  // namespace

absl::StatusOr<ExpectedFigures> ReadExpectation(absl::string_view manifest, absl::string_view pairing,
                                                absl::string_view as_of) {
  Struct root;
  const auto parsed = google::protobuf::util::JsonStringToMessage({manifest.data(), manifest.size()}, &root);
  if (!parsed.ok()) return absl::InvalidArgumentError(absl::StrCat("the manifest is not JSON: ", parsed.ToString()));
  for (const Value& entry : Member(root, "reports").list_value().values()) {
    const Struct& report = entry.struct_value();
    if (Member(report, "pairing").string_value() == pairing && Member(report, "as_of").string_value() == as_of) {
      return ReadFigures(Member(report, "figures").struct_value());
    }
  }
  return absl::NotFoundError(absl::StrCat("the manifest has no figures for ", pairing, " as of ", as_of));
}

std::vector<std::string> Differences(const v1::Report& report, const ExpectedFigures& expected) {
  ExpectedFigures missing = expected;
  std::vector<std::string> codes;
  for (const v1::Figure& figure : report.figures()) {
    const auto wanted = expected.find(figure.code());
    if (wanted != expected.end() && wanted->second != figure.value()) codes.push_back(figure.code());
    missing.erase(figure.code());
  }
  for (const auto& [code, value] : missing) codes.push_back(code);
  return codes;
}

}  // namespace jiedui::scheduler
