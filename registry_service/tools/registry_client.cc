// SPDX-License-Identifier: Apache-2.0
#include "registry_service/tools/registry_client.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "common/rpc/channel.h"
#include "common/rpc/status.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/sync_stream.h"

namespace jiedui::registry {
namespace {

constexpr absl::Duration kPageTimeout = absl::Seconds(10);
constexpr absl::Duration kStreamTimeout = absl::Minutes(5);
constexpr int kPageSize = 1'000;
constexpr size_t kBatchSize = 100;  // of BatchGetPersons
// Rows are small: a packet of several costs hardly more than one of a single row.
constexpr int kRowsPerFlush = 32;

class ImportCall final : public PersonStream {
 public:
  explicit ImportCall(v1::PersonService::Stub& stub) {
    rpc::SetTimeout(context_, kStreamTimeout);
    writer_ = stub.ImportPersons(&context_, &response_);
  }

  bool Write(const v1::ImportPersonsRequest& request) override {
    grpc::WriteOptions options;
    if (++rows_ % kRowsPerFlush != 0) options.set_buffer_hint();
    return writer_->Write(request, options);
  }

  absl::StatusOr<v1::BulkSummary> Finish() override {
    writer_->WritesDone();
    const grpc::Status status = writer_->Finish();
    if (!status.ok()) return rpc::FromGrpcStatus(status);
    return std::move(*response_.mutable_summary());
  }

 private:
  grpc::ClientContext context_;
  v1::ImportPersonsResponse response_;
  std::unique_ptr<grpc::ClientWriter<v1::ImportPersonsRequest>> writer_;
  int64_t rows_ = 0;
};

}  // namespace

RegistryClient::RegistryClient(const std::shared_ptr<grpc::Channel>& channel)
    : organizations_(v1::OrganizationService::NewStub(channel)), persons_(v1::PersonService::NewStub(channel)) {}

absl::StatusOr<OrganizationNames> RegistryClient::FetchOrganizations() {
  OrganizationNames names;
  v1::ListOrganizationsRequest request;
  request.set_page_size(kPageSize);
  do {
    grpc::ClientContext context;
    rpc::SetTimeout(context, kPageTimeout);
    v1::ListOrganizationsResponse page;
    const grpc::Status status = organizations_->ListOrganizations(&context, request, &page);
    if (!status.ok()) return rpc::FromGrpcStatus(status);
    for (const v1::Organization& organization : page.organizations()) names.Add(organization);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return names;
}

absl::StatusOr<std::vector<v1::Person>> RegistryClient::ReadPersons(const std::vector<std::string>& names) {
  std::vector<v1::Person> persons;
  for (size_t first = 0; first < names.size(); first += kBatchSize) {
    v1::BatchGetPersonsRequest request;
    for (size_t i = first; i < std::min(first + kBatchSize, names.size()); ++i) request.add_names(names[i]);
    grpc::ClientContext context;
    rpc::SetTimeout(context, kPageTimeout);
    v1::BatchGetPersonsResponse batch;
    const grpc::Status status = persons_->BatchGetPersons(&context, request, &batch);
    if (!status.ok()) return rpc::FromGrpcStatus(status);
    std::move(batch.mutable_persons()->begin(), batch.mutable_persons()->end(), std::back_inserter(persons));
  }
  return persons;
}

std::unique_ptr<PersonStream> RegistryClient::OpenImport() { return std::make_unique<ImportCall>(*persons_); }

}  // namespace jiedui::registry
