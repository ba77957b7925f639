/** The distribution's domain settings, from the params `domain` and `certificate`; without them, the default domain of CloudFront. */
module.exports = async ({ resolveVariable }) => {
  const domain = await resolveVariable('param:domain');
  if (domain === '') {
    return {
      aliases: [],
      viewerCertificate: { CloudFrontDefaultCertificate: true },
      address: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Distribution', 'DomainName'] }]] },
    };
  }
  return {
    aliases: [domain],
    viewerCertificate: {
      AcmCertificateArn: await resolveVariable('param:certificate'),
      SslSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.2_2021',
    },
    address: `https://${domain}`,
  };
};
