// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/bulk_summary.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/ops/log.h"
#include "common/rpc/status.h"
#include "google/protobuf/descriptor.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

// Tag and length of one outcome in the list.
constexpr size_t kFramingBytes = 8;

const FieldDescriptor* Need(const Descriptor* descriptor, const char* name) {
  const FieldDescriptor* field = descriptor->FindFieldByName(name);
  if (field == nullptr) {
    ops::Log(ops::Level::kError, "no summary of a bulk call", {{"message", descriptor->full_name()}, {"lacks", name}});
    std::abort();
  }
  return field;
}

}  // namespace

struct BulkSummary::Fields {
  explicit Fields(const Descriptor* response) : summary(Need(response, "summary")) {}

  const FieldDescriptor* summary;
  const FieldDescriptor* outcomes = Need(summary->message_type(), "outcomes");
  const FieldDescriptor* row = Need(outcomes->message_type(), "row");
  const FieldDescriptor* outcome = Need(outcomes->message_type(), "outcome");
  const FieldDescriptor* name = Need(outcomes->message_type(), "name");
  const FieldDescriptor* status = Need(outcomes->message_type(), "status");
  // Only services that look into their rows count these.
  const FieldDescriptor* fixed = summary->message_type()->FindFieldByName("fixed");
  const FieldDescriptor* warned = summary->message_type()->FindFieldByName("warned");
};

BulkSummary::BulkSummary(const Message& response, std::string error_domain)
    : response_(response),
      error_domain_(std::move(error_domain)),
      fields_(std::make_unique<Fields>(response.GetDescriptor())) {}

BulkSummary::~BulkSummary() = default;

std::unique_ptr<google::protobuf::Message> BulkSummary::NewOutcome(int64_t row, absl::string_view outcome) const {
  auto& factory = *response_.GetReflection()->GetMessageFactory();
  std::unique_ptr<Message> message(factory.GetPrototype(fields_->outcomes->message_type())->New());
  const auto& reflection = *message->GetReflection();
  reflection.SetInt64(message.get(), fields_->row, row);
  const EnumDescriptor& type = *fields_->outcome->enum_type();
  reflection.SetEnum(message.get(), fields_->outcome, type.FindValueByName(absl::StrCat("OUTCOME_", outcome)));
  return message;
}

void BulkSummary::AddDone(int64_t row, const RowResult& result) {
  absl::string_view outcome = "UNCHANGED";
  if (result.effect == RowEffect::kCreated) outcome = "CREATED";
  if (result.effect == RowEffect::kUpdated) outcome = "UPDATED";
  created_ += result.effect == RowEffect::kCreated;
  updated_ += result.effect == RowEffect::kUpdated;
  unchanged_ += result.effect == RowEffect::kUnchanged;
  fixed_ += result.fixed;
  warned_ += result.warned;
  if (!list_all_rows_ && result.details.empty()) return;
  std::unique_ptr<Message> message = NewOutcome(row, outcome);
  message->GetReflection()->SetString(message.get(), fields_->name, result.name);
  AddDetails(result.details, *message);
  List(row, std::move(message));
}

void BulkSummary::AddRefused(int64_t row, const absl::Status& status) {
  ++refused_;
  std::unique_ptr<Message> message = NewOutcome(row, "REFUSED");
  message->GetReflection()
      ->MutableMessage(message.get(), fields_->status)
      ->CopyFrom(ToRpcStatus(status, error_domain_));
  AddDetails(RowDetailsOf(status), *message);
  List(row, std::move(message));
}

// The service's own words: of the type by which it answers.
void BulkSummary::AddDetails(absl::string_view details, Message& outcome) {
  if (!details.empty() && !outcome.MergeFromString(std::string(details)))
    ops::Log(ops::Level::kError, "details of a row are no outcome", {{"message", outcome.GetTypeName()}});
}

void BulkSummary::List(int64_t row, std::unique_ptr<Message> outcome) {
  listed_bytes_ += outcome->ByteSizeLong() + kFramingBytes;
  listed_.emplace(row, std::move(outcome));
  // Whatever order the rows end in, those first in the stream are the ones listed.
  while (listed_.size() > kOutcomesListedMax || listed_bytes_ > kOutcomeBytesMax) {
    const auto last = std::prev(listed_.end());
    listed_bytes_ -= last->second->ByteSizeLong() + kFramingBytes;
    listed_.erase(last);
    ++omitted_;
  }
}

std::string BulkSummary::Build() const {
  const std::unique_ptr<Message> response(response_.New());
  Message* const summary = response->GetReflection()->MutableMessage(response.get(), fields_->summary);
  const auto& reflection = *summary->GetReflection();
  const auto set = [&](const char* name, int64_t value) {
    reflection.SetInt64(summary, Need(summary->GetDescriptor(), name), value);
  };
  set("rows", created_ + updated_ + unchanged_ + refused_);
  set("created", created_);
  set("updated", updated_);
  set("unchanged", unchanged_);
  set("refused", refused_);
  set("outcomes_omitted", omitted_);
  if (fields_->fixed != nullptr) set("fixed", fixed_);
  if (fields_->warned != nullptr) set("warned", warned_);
  for (const auto& [row, outcome] : listed_) reflection.AddMessage(summary, fields_->outcomes)->CopyFrom(*outcome);
  return response->SerializeAsString();
}

}  // namespace jiedui::rpc
